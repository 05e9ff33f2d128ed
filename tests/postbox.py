"""A mail server on this machine: it takes what comes, and says otherwise whatever it is told to say."""

import socket
import ssl
import threading
from base64 import b64decode
from contextlib import suppress
from dataclasses import dataclass, field


@dataclass
class Mail:
    sender: str
    to: str
    raw: bytes
    encrypted: bool
    user: str


@dataclass
class Postbox:
    """`says["RCPT"]` is what it answers to that command instead; None ends the connection there.

    `tls` encrypts from the beginning; `starttls` offers it. `after` ends a connection after so many mails.
    """

    tls: ssl.SSLContext | None = None
    starttls: ssl.SSLContext | None = None
    accounts: dict[str, str] = field(default_factory=dict)
    says: dict[str, str | None] = field(default_factory=dict)
    after: int | None = None
    got: list[Mail] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    connections: int = 0
    ended: int = 0

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *fault):
        self.leave()

    def leave(self):
        """Nobody is there from now on."""
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def _accept(self):
        with suppress(OSError):
            while True:
                taken, _ = self.socket.accept()
                self.connections += 1
                threading.Thread(target=self._serve, args=(taken,), daemon=True).start()

    def _serve(self, taken):
        with suppress(OSError), taken:
            talk = self.tls.wrap_socket(taken, server_side=True) if self.tls else taken
            one = _Talk(self, talk, encrypted=bool(self.tls))
            try:
                one.go_on()
            finally:
                one.leave()
        self.ended += 1


class _Talk:
    def __init__(self, box, taken, *, encrypted):
        self.box, self.encrypted, self.mails = box, encrypted, 0
        self.user = self.sender = self.to = ""
        self._speak_by(taken)

    def _speak_by(self, taken):
        self.socket, self.reader = taken, taken.makefile("rb")

    def say(self, line):
        self.socket.sendall(f"{line}\r\n".encode())

    def leave(self):
        self.reader.close()
        self.socket.close()

    def go_on(self):
        self.say(self.box.says.get("HELLO", "220 post.example"))
        while line := self.reader.readline().decode("latin-1").rstrip("\r\n"):
            self.box.heard.append(line)
            if not self._answer(line):
                return

    def _answer(self, line):
        word = line.split()[0].upper()
        if word in self.box.says:
            said = self.box.says[word]
            if said is None:
                return False
            self.say(said)
        else:
            getattr(self, f"_{word.lower()}", self._unknown)(line)
        return word != "QUIT" and (self.box.after is None or self.mails < self.box.after)

    def _unknown(self, line):
        self.say("502 5.5.1 Not here")

    def _ehlo(self, line):
        offers = ["SIZE 100000", *(["STARTTLS"] if self.box.starttls and not self.encrypted else [])]
        offers += ["AUTH PLAIN"] if self.box.accounts else []
        for offer in ["post.example", *offers[:-1]]:
            self.say(f"250-{offer}")
        self.say(f"250 {offers[-1]}")

    def _starttls(self, line):
        self.say("220 Go on")
        self.reader.close()
        self._speak_by(self.box.starttls.wrap_socket(self.socket, server_side=True))
        self.encrypted = True

    def _auth(self, line):
        _nobody, user, password = b64decode(line.split()[2]).decode().split("\0")
        if self.box.accounts.get(user) == password:
            self.user = user
            self.say("235 2.7.0 Welcome")
        else:
            self.say("535 5.7.8 anna@home.example: wrong password")

    def _mail(self, line):
        self.sender = line.partition("<")[2].partition(">")[0]
        self.say("250 2.1.0 Ok")

    def _rcpt(self, line):
        self.to = line.partition("<")[2].partition(">")[0]
        self.say("250 2.1.5 Ok")

    def _data(self, line):
        self.say("354 Go on")
        raw = b""
        while (each := self.reader.readline()) not in (b".\r\n", b""):
            raw += each[1:] if each.startswith(b"..") else each
        self.mails += 1
        self.box.got.append(Mail(self.sender, self.to, raw, self.encrypted, self.user))
        self.say("250 2.0.0 Taken")

    def _rset(self, line):
        self.say("250 Ok")

    def _quit(self, line):
        self.say("221 Bye")

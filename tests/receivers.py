"""Receivers on this machine: they keep what is posted to them and answer as they are told, also badly or slowly."""

import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
CREATED = b"HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"


@dataclass
class Received:
    line: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """`answer` is what it says, byte for byte; a function gets the connection and says it itself."""

    answer: object = CREATED
    tls: ssl.SSLContext | None = None
    got: list[Received] = field(default_factory=list)
    connections: int = 0

    def __enter__(self):
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *fault):
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
            with talk, talk.makefile("rb") as reader:
                while self._hear(reader):
                    if callable(self.answer):
                        self.answer(talk)
                        return
                    talk.sendall(self.answer)

    def _hear(self, reader):
        if not (line := reader.readline()):
            return False
        headers = {}
        while (each := reader.readline().decode("latin-1").rstrip("\r\n")) and ":" in each:
            name, _, value = each.partition(":")
            headers[name.lower()] = value.strip()
        body = reader.read(int(headers.get("content-length", 0)))
        self.got.append(Received(line.decode("latin-1").strip(), headers, body))
        return True


def answer(status, *headers):
    """An answer without a body."""
    lines = [f"HTTP/1.1 {status} Said", *headers, "Content-Length: 0", "", ""]
    return "\r\n".join(lines).encode()


class Authority:
    """An authority for one test run; whoever trusts `file` trusts what it signs."""

    def __init__(self, folder):
        self.folder = folder
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A test's own authority")])
        signed = self._sign(self.name, self.key.public_key(), x509.BasicConstraints(ca=True, path_length=0))
        self.file = folder / "authority.pem"
        self.file.write_bytes(signed.public_bytes(serialization.Encoding.PEM))

    def server(self, name):
        """How a server of this name encrypts."""
        key = ec.generate_private_key(ec.SECP256R1())
        names = x509.SubjectAlternativeName([x509.DNSName(name)])
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        signed = self._sign(subject, key.public_key(), names)
        file = self.folder / f"{name}.pem"
        kind = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        pem = serialization.Encoding.PEM
        file.write_bytes(signed.public_bytes(pem) + key.private_bytes(pem, *kind))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def _sign(self, subject, key, extension):
        now = datetime.now(UTC)
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key)
        made = made.serial_number(x509.random_serial_number()).add_extension(extension, critical=True)
        about = x509.SubjectKeyIdentifier.from_public_key(key)
        by = x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key())
        made = made.add_extension(about, critical=False).add_extension(by, critical=False)
        if subject == self.name:
            signs = dict.fromkeys(USES, False) | {"key_cert_sign": True}
            made = made.add_extension(x509.KeyUsage(**signs), critical=True)
        made = made.not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        return made.sign(self.key, hashes.SHA256())

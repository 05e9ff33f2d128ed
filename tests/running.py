"""A real `knipa serve` of one's own, for the tests that need one that can be killed."""

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import urllib.parse
import urllib.request

START = "import sys; from knipa.web.serve import serve; serve(sys.argv[1], int(sys.argv[2]))"
LONGEST_S = 60


class Running:
    """A server of our own, in a group of its own, with a browser's cookies."""

    def __init__(self, home, port, **more):
        self.address = f"http://127.0.0.1:{port}"
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KNIPA_")}
        environment |= {"KNIPA_HOME": str(home), "CI": "true", **more}
        self.process = subprocess.Popen(
            [sys.executable, "-c", START, "127.0.0.1", str(port)],
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert self.process.stdout.readline().strip() == f"Knipa is at {self.address}"
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def get(self, path):
        with self.opener.open(self.address + path, timeout=LONGEST_S) as answer:
            return answer.url, answer.read().decode()

    def post(self, path, page, **fields):
        token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
        with self.opener.open(self.address + path, data, timeout=LONGEST_S) as answer:
            return answer.url

    def sync(self, *lines):
        batch = json.dumps({"format": "knipa.sync/1", "lines": lines}).encode()
        asked = urllib.request.Request(
            f"{self.address}/api/v1/sync", batch, {"Content-Type": "application/json"}
        )
        with self.opener.open(asked, timeout=LONGEST_S) as answer:
            return json.load(answer)

    def ask(self, path, encodings):
        asked = urllib.request.Request(self.address + path, headers={"Accept-Encoding": encodings})
        return self.opener.open(asked, timeout=LONGEST_S)

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

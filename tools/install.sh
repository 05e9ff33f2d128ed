#!/bin/sh
# Makes .venv hold exactly what one lock file says: install.sh [run|postgres|dev]. Does nothing when it already does.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."

wanted=${1:-run}
case "$wanted:${KNIPA_DATABASE_URL:-}" in
run:postgres*) wanted=postgres ;; # a PostgreSQL installation needs its driver as well
esac
lock=requirements/$wanted.txt
stamp=.venv/knipa-$wanted.stamp

state() { # what the environment was made from; the folder counts, because scripts in .venv name it
    pwd -P
    cat "$lock" pyproject.toml tools/install.sh | cksum
}

runs() { .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1; }
matches() { [ -f "$1" ] && [ "$(cat "$1")" = "$(lock=$2 state)" ]; }

if runs; then
    matches "$stamp" "$lock" && exit 0
    # the larger locks hold the smaller ones
    matches .venv/knipa-dev.stamp requirements/dev.txt && exit 0
fi

environment() {
    if runs && [ -f .venv/knipa-root ] && [ "$(cat .venv/knipa-root)" = "$(pwd -P)" ]; then
        return 0
    fi
    python=$(sh tools/python.sh)
    rm -rf .venv
    "$python" -m venv .venv
    pwd -P >.venv/knipa-root
}

pip() { PIP_USER=0 .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }

environment
rm -f .venv/knipa-*.stamp
echo "Installing what requirements/$wanted.txt lists (once; later starts need no network) …" >&2
pip install --require-hashes --requirement "$lock"
pip install --no-deps --no-build-isolation --no-index --editable .
state >"$stamp"

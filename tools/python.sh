#!/bin/sh
# Prints the path of a Python that is new enough and can make a virtual environment; installs one where it may.
set -eu

suits() { # Python 3.12 or newer, asked rather than guessed from the name
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 12))' >/dev/null 2>&1
}

makes_environments() { # Debian splits ensurepip from Python
    "$1" -c 'import ensurepip, venv' >/dev/null 2>&1
}

print_path() { # the program itself, not a version manager's shim in front of it
    "$1" -c 'import sys; print(sys.executable)'
}

candidates() {
    [ -z "${KNIPA_PYTHON:-}" ] || printf '%s\n' "$KNIPA_PYTHON"
    printf '%s\n' python3.13 python3.14 python3.12 python3 python
    pyenv=${PYENV_ROOT:-${HOME:-/}/.pyenv}/versions
    for found in "$pyenv"/3.13*/bin/python3 "$pyenv"/3.*/bin/python3; do
        [ ! -x "$found" ] || printf '%s\n' "$found"
    done
}

find_python() { # $1: which test the candidate must also pass
    candidates | while IFS= read -r candidate; do
        if suits "$candidate" && "$1" "$candidate"; then
            print_path "$candidate"
            break
        fi
    done
}

apt_python() { # only as root on Debian or Ubuntu, and only a version that apt has
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 0
    apt-get update -qq >&2 || true
    for version in 3.13 3.14 3.12; do
        if apt-cache show "python$version-venv" >/dev/null 2>&1; then
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "python$version" "python$version-venv" >&2 || true
            return 0
        fi
    done
}

python=$(find_python makes_environments)
if [ -z "$python" ]; then
    apt_python
    python=$(find_python makes_environments)
fi
if [ -n "$python" ]; then
    printf '%s\n' "$python"
elif half=$(find_python suits) && [ -n "$half" ]; then
    echo "Knipa found $half, but it cannot make virtual environments. Install its venv package (Debian: python3-venv)." >&2
    exit 1
else
    echo "Knipa needs Python 3.12 or newer. Install it, or set KNIPA_PYTHON to one that you have." >&2
    exit 1
fi

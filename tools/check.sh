#!/bin/sh
# Everything that must hold before a change is taken: style, types, import rules, migrations, and every test.
# Every part runs even if an earlier one fails; the tests come last, so that their count is the last thing said.
set -u
CDPATH='' cd -- "$(dirname -- "$0")/.." || exit 1
sh tools/install.sh dev || exit 1
failed=

part() {
    name=$1
    shift
    printf '\n── %s\n' "$name"
    "$@" || failed="$failed $name;"
}

migrations() { # asked of an empty database of its own, never of a person's
    scratch=$(mktemp -d)
    env -u KNIPA_DATABASE_URL KNIPA_HOME="$scratch" .venv/bin/python -m django makemigrations --check --dry-run \
        --settings knipa.web.settings
    code=$?
    rm -rf "$scratch"
    return $code
}

part "style" .venv/bin/ruff check
part "layout" .venv/bin/ruff format --check
part "types" .venv/bin/mypy
part "import rules" .venv/bin/lint-imports
part "migrations" migrations
part "readability" .venv/bin/python tools/readability.py
part "tests" sh tools/test.sh

[ -z "$failed" ] || { printf '\nFailed:%s see above.\n' "$failed"; exit 1; }

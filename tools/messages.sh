#!/bin/sh
# Collects what templates and forms say (English is the source) and compiles them beside the words of each language; needs gettext.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
sh tools/gettext.sh || exit 1
cd src/knipa
../../.venv/bin/python -m django makemessages --settings knipa.web.settings --locale sv --no-location --no-obsolete --ignore "content/*"
../../.venv/bin/python -m django compilemessages --settings knipa.web.settings

#!/bin/sh
# Puts in place what the tests need: the development environment, a browser, PostgreSQL, Caddy and gettext.
# What cannot be had is said in one line; outside CI the tests that need it are then skipped.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
sh tools/install.sh dev
lacking=0
.venv/bin/python tools/browser.py --install >/dev/null || lacking=1
.venv/bin/python tools/cluster.py --install || lacking=1
.venv/bin/python tools/proxy.py --install >/dev/null || lacking=1
sh tools/gettext.sh || lacking=1
[ "$lacking" = 0 ] || [ "${CI:-}" != true ] || exit 1

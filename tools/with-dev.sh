#!/bin/sh
# Runs a command from the project's root with the development environment in place.
set -eu
CDPATH='' cd -- "$(dirname -- "$0")/.."
sh tools/install.sh dev
exec "$@"

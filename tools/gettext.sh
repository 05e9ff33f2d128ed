#!/bin/sh
# Makes sure that gettext is here: installs it as root on Debian or Ubuntu, else says what to install.
set -eu
command -v xgettext >/dev/null 2>&1 && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq >&2 || true
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends gettext >&2 && exit 0
fi
echo "gettext is missing, so translations cannot be collected. Install gettext." >&2
exit 1

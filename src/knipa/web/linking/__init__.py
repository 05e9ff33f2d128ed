"""Makes one file of a page's many small ones when they are collected to be served; what one writes stays as it is.

docs/decisions/0007-linked-when-collected.md tells why.
"""

from knipa.web.linking.pieces import LinkError, Read
from knipa.web.linking.scripts import link_script
from knipa.web.linking.styles import link_style

# The files that pages name and that are served with all they import; a file that is not here is served as it lies.
ENTRIES = (
    "styles/knipa.css",
    "player/main.js",
    "today/moments.js",
    "offline/visit.js",
    "offline/leave.js",
    "offline/worker.js",
    "guide/search.js",
    "reminders/anchor.js",
    "reminders/push.js",
)


def link(entry: str, read: Read) -> str:
    """Return an entry with everything it imports; `read` gives the text of a static file by its name.

    Raises:
        LinkError: with file and line, where something is written in a way that the linker does not know.
    """
    return link_style(entry, read) if entry.endswith(".css") else link_script(entry, read)


__all__ = ["ENTRIES", "LinkError", "Read", "link"]

"""Finding in the guide what someone asks for in their own words, spelt and inflected as it comes.

The same ranking runs in the browser (web/static/guide/finding.js) over the same index: change both, or neither.
"""

from knipa.content.finding.index import Index, index_of
from knipa.content.finding.ranking import Hit, find
from knipa.content.finding.wire import as_json

__all__ = ["Hit", "Index", "as_json", "find", "index_of"]

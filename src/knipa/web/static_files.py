"""How static files are named: as they are while one writes, by their content when they are served for long."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, StaticFilesStorage

Plain = StaticFilesStorage


class Hashed(ManifestStaticFilesStorage):
    """Names carry the content's hash, in the imports between JS modules too."""

    support_js_module_import_aggregation = True

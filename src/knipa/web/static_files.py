"""How static files are named and kept: as they lie while one writes, linked, hashed and compressed to be served."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

from knipa.web.linking import ENTRIES, link

Plain = StaticFilesStorage
Found = dict[str, tuple[Storage, str]]  # each file by its name: where it lies, and what it is called there


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """Entries hold all they import; names carry the content's hash, so that browsers keep them for ever."""

    support_js_module_import_aggregation = True  # in the modules that no entry holds

    def post_process(self, paths: Found, **options: Any) -> Iterator[Any]:  # noqa: ANN401  # Django's own options
        if not options.get("dry_run"):
            self._link(paths)
        yield from super().post_process(paths, **options)

    def _link(self, paths: Found) -> None:
        """Put each linked entry in the place of its source."""
        lying = {self.clean_name(name): name for name in paths}

        def read(name: str) -> str:
            if name not in lying:
                raise FileNotFoundError(name)
            storage, path = paths[lying[name]]
            with storage.open(path) as file:
                return str(file.read(), "utf-8")

        for entry, whole in [(entry, link(entry, read)) for entry in ENTRIES]:
            self.delete(entry)
            self.save(entry, ContentFile(whole.encode()))
            paths[lying[entry]] = (self, entry)

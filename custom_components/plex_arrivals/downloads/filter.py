"""Which downloads count, as the user chose it (pure)."""

from collections.abc import Iterable

from .download import Download
from .tags import tag


class DownloadFilter:
    """All downloads, except those of the excluded sources and those with an excluded category or label."""

    def __init__(self, excluded_sources: Iterable[str] = (), excluded_categories: Iterable[str] = ()) -> None:
        """Take the config entry ids of sources, and categories or labels."""
        self._sources = frozenset(excluded_sources)
        self._tags = frozenset(map(tag, excluded_categories))

    def includes_source(self, source_entry_id: str) -> bool:
        """Tell whether a source counts."""
        return source_entry_id not in self._sources

    def includes(self, download: Download) -> bool:
        """Tell whether a download counts."""
        return self._tags.isdisjoint(download.tags)

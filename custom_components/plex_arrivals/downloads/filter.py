"""Filter out the sources and downloads that the user excluded (pure)."""

from collections.abc import Iterable, Mapping
from typing import Any, Self

from ..const import CONF_EXCLUDED_CATEGORIES, CONF_EXCLUDED_SOURCES
from .download import Download
from .tags import tag


class DownloadFilter:
    """Include everything but what the user excluded."""

    def __init__(self, excluded_sources: Iterable[str] = (), excluded_categories: Iterable[str] = ()) -> None:
        """Initialize the filter with config entry IDs of sources, and with categories or labels."""
        self._excluded_sources = frozenset(excluded_sources)
        self._excluded_tags = frozenset(map(tag, excluded_categories))

    @classmethod
    def from_options(cls, options: Mapping[str, Any]) -> Self:
        """Return the filter of a config entry with these options."""
        return cls(options.get(CONF_EXCLUDED_SOURCES, ()), options.get(CONF_EXCLUDED_CATEGORIES, ()))

    def includes_source(self, source_entry_id: str) -> bool:
        """Return whether a source is included."""
        return source_entry_id not in self._excluded_sources

    def takes(self, download: Download) -> bool:
        """Return whether neither a download nor its source is excluded."""
        return self.includes(download) and self.includes_source(download.source_entry_id or "")

    def includes(self, download: Download) -> bool:
        """Return whether neither the category nor a label of a download is excluded."""
        return self._excluded_tags.isdisjoint(download.tags)

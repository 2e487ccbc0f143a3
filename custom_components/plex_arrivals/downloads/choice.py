"""Which downloads count, as the user chose it (pure)."""

from collections.abc import Iterable

from .download import Download


class Choice:
    """All downloads, except those of the excluded sources and those with an excluded category or label."""

    def __init__(self, excluded_sources: Iterable[str] = (), excluded_categories: Iterable[str] = ()) -> None:
        """Take the config entry ids of sources, and categories or labels, compared without regard to case."""
        self._sources = frozenset(excluded_sources)
        self._categories = frozenset(word.strip().casefold() for word in excluded_categories)

    def follows(self, source_entry_id: str) -> bool:
        """Tell whether a source counts."""
        return source_entry_id not in self._sources

    def wants(self, download: Download) -> bool:
        """Tell whether a download counts."""
        words = {word.strip().casefold() for word in (download.category, *download.labels) if word}
        return self._categories.isdisjoint(words)

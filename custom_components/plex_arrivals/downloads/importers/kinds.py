"""The importers, and what differs between the APIs of those that can be followed (pure)."""

from dataclasses import dataclass
from typing import Final

IMPORTERS: Final = ("sonarr", "radarr", "lidarr", "readarr", "whisparr")
"""The importers that report to the webhook."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ImporterKind:
    """Sonarr, Radarr or Lidarr, which are alike in all else."""

    domain: str
    """Of Home Assistant's integration."""
    api: str
    """The version of the API, as it is written in its paths."""
    port: int
    """What Home Assistant's integration uses if its URL has no port."""
    media_type: str
    parent: str
    """The field of the series, movie or artist that a record is about."""
    part: str | None = None
    """The field of the episode or album."""
    unknown: str
    """The parameter that lists also downloads that the importer cannot assign."""
    imports_per_record: bool = True
    """Whether each record of the queue is imported once; an album has many tracks."""

    @property
    def includes(self) -> tuple[str, ...]:
        """The parameters that add the parent and the part to each record."""
        return tuple(f"include{field.capitalize()}" for field in (self.parent, self.part) if field)

    @property
    def part_id(self) -> str:
        """The field of what a record is about, of which the queue has one record each."""
        return f"{self.part or self.parent}Id"


KINDS: Final = {
    kind.domain: kind
    for kind in (
        ImporterKind(
            domain="lidarr",
            api="v1",
            port=8686,
            media_type="music",
            parent="artist",
            part="album",
            unknown="includeUnknownArtistItems",
            imports_per_record=False,
        ),
        ImporterKind(
            domain="radarr",
            api="v3",
            port=7878,
            media_type="movie",
            parent="movie",
            unknown="includeUnknownMovieItems",
        ),
        ImporterKind(
            domain="sonarr",
            api="v3",
            port=8989,
            media_type="show",
            parent="series",
            part="episode",
            unknown="includeUnknownSeriesItems",
        ),
    )
}
"""Those that can be followed, by the domains of their integrations."""

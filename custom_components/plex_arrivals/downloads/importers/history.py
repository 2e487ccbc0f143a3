"""The history of an importer (pure)."""

from dataclasses import dataclass

from ..download import Download


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of a download that is not or no longer in the queue of an importer."""

    found: bool = False
    """Whether the importer has any record of it; if not, it is none of the importer's downloads."""
    imported: Download | None = None
    """What was imported; None if nothing was."""
    messages: tuple[str, ...] = ()
    """The importer's own sentences about why nothing was."""

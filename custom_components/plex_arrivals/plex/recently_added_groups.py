"""Recently added items in groups, each shown as one: the episodes of a season, the tracks of an album (pure)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .models import PlexMediaItem


@dataclass(frozen=True, slots=True)
class RecentGroup:
    """The listed episodes of a season or tracks of an album, or a single item."""

    items: tuple[PlexMediaItem, ...]
    """The latest first."""
    is_complete: bool = True
    """False if the list ends here, so that it may have more items."""

    @property
    def size(self) -> int | None:
        """How many items it has; None for several, of which not all may be listed."""
        count = len(self.items)
        return count if self.is_complete or count == 1 else None


def grouped(items: Iterable[PlexMediaItem], *, has_more: bool) -> list[RecentGroup]:
    """Return items, the latest first, in groups by their newest item; `has_more` if the list may go on.

    If it does, the group of its last item may have more items.
    """
    groups: dict[str, list[PlexMediaItem]] = {}
    key = None
    for item in items:
        key = group_key(item)
        groups.setdefault(key, []).append(item)
    return [RecentGroup(tuple(members), not has_more or one != key) for one, members in groups.items()]


def needs_more(items: Sequence[PlexMediaItem], limit: int) -> bool:
    """Return whether a list of the `limit` newest items is too short, because a season was added at once.

    That is so if it leaves less than half as many groups as there could be, or if the list ends within it: its last two
    items belong together.
    """
    keys = [group_key(item) for item in items]
    return len(keys) >= limit and (2 * len(set(keys)) < limit or len(set(keys[-2:])) < len(keys[-2:]))


def group_key(item: PlexMediaItem) -> str:
    """Return what the items of a group have in common."""
    if item.type == "episode":
        return item.season_id or f"{item.show_id or item.id} {item.season}"  # a hidden season has no ID
    return (item.season_id if item.type == "track" else None) or item.id

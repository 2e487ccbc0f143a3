"""Whether an arrival is the first episode of a season in Plex."""

from collections.abc import Collection
from typing import NamedTuple

from .plex.service import PlexService


class Episode(NamedTuple):
    """The IDs of an episode, its season and its show; those are None if they are not known or hidden."""

    id: str
    season_id: str | None
    show_id: str | None


async def async_has_first_of_season(plex: PlexService, episodes: Collection[Episode]) -> bool:
    """Return whether one of the episodes is the first of its season: 1 request at most.

    The first is the one that Plex created before all others that it still has of the season; its IDs only grow.
    Episodes of several shows are not requested, and none of them counts as the first. Raise PlexError.
    """
    seasons = {episode.season_id for episode in episodes}
    shows = {episode.show_id for episode in episodes} - {None}
    if len(seasons) == 1 and (season_id := seasons.pop()):
        found = await plex.get_children(season_id)
    elif len(shows) == 1 and (show_id := shows.pop()):
        found = await plex.get_children(show_id, leaves=True)
    else:
        return False
    firsts: dict[int | None, int] = {}  # by number, as hidden seasons have no ID
    for one in found:
        firsts[one.season] = min(int(one.id), firsts.get(one.season, int(one.id)))
    return not {int(episode.id) for episode in episodes}.isdisjoint(firsts.values())

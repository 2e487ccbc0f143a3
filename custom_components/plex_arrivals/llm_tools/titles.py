"""Compare the title that someone asks for with those of items and downloads (pure)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

from ..deliveries.delivery import Delivery
from ..deliveries.name_matching import folded, parse_name
from ..deliveries.release_media import media_from_name
from ..plex.models import PlexMediaItem

_PREMIERE_YEARS: Final = 1
"""The years of a movie may differ by this, between its premiere and its release."""
_TOP_TYPES: Final = frozenset(("movie", "show", "artist", "album"))


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a title may mean: "Blade Runner 2049" is a title, or one with a year."""

    words: tuple[str, ...]
    years: frozenset[int]
    season: int | None
    episodes: frozenset[int]


@dataclass(frozen=True, slots=True)
class WantedTitle:
    """The title that someone asks for, perhaps of one season or episode."""

    text: str
    readings: tuple[_Reading, ...]

    @classmethod
    def parse(
        cls, text: str, *, year: int | None = None, season: int | None = None, episode: int | None = None
    ) -> Self:
        """Parse a title such as `Copper Sky (2021)` or `Night Ferry S02E05`; the arguments count before its parts."""
        parsed = parse_name(text)
        years = frozenset() if year is None else frozenset((year,))
        episodes = frozenset() if episode is None else frozenset((episode,))
        literal = _Reading(parsed.all_words, years, season, episodes)
        other = _Reading(
            parsed.title,
            years or parsed.years,
            parsed.season if season is None else season,
            episodes or parsed.episodes,
        )
        return cls(text.strip(), (literal,) if literal.words == other.words else (other, literal))

    @property
    def query(self) -> str:
        """What to search for: the title without the numbers that follow it."""
        return self.text if len(self.readings) == 1 else " ".join(self.readings[0].words)

    @property
    def season(self) -> int | None:
        """The season that is asked for."""
        return self.readings[0].season

    @property
    def episode(self) -> int | None:
        """The episode that is asked for."""
        return min(self.readings[0].episodes, default=None)

    def is_of_item(self, item: PlexMediaItem) -> bool:
        """Return whether an item has this title; its season and episode are not compared."""
        names = [item.title, f"{item.show or ''} {item.title}" if item.type in ("album", "track") else None]
        years = frozenset((item.year,)) if item.year and item.type in ("movie", "show") else frozenset[int]()
        return self._agrees(names, years=years)

    def resembles(self, item: PlexMediaItem) -> bool:
        """Return whether an item of a type that has a title of its own has all words in its title."""
        words = parse_name(item.title).all_words
        return item.type in _TOP_TYPES and any(
            reading.words and set(reading.words) <= set(words) for reading in self.readings
        )

    def is_of_running(self, payload: Mapping[str, Any]) -> bool:
        """Return whether the payload of a running download may be of this."""
        media = payload["media"] or {}
        return self._is_of_download(
            payload["download"]["name"],
            [media.get("title"), media.get("album"), media.get("episode_title")],
            media.get("year"),
            media.get("season"),
            media.get("episodes", ()),
        )

    def is_of_delivery(self, delivery: Delivery) -> bool:
        """Return whether a delivery may be of this, by the titles of its items or of the download."""
        return self._has_words(delivery) and self._agrees_with(delivery)

    def _has_words(self, delivery: Delivery) -> bool:
        """Return whether all words are somewhere in the names: much faster than to parse those of a long history."""
        media = delivery.download.media
        names = {delivery.download.name}
        names.update((media.title, media.album or "", media.episode_title or "") if media else ())
        names.update(name for item in delivery.items for name in (item.title, item.show, item.album) if name)
        text = folded(" ".join(names))
        return any(all(word in text for word in reading.words) for reading in self.readings)

    def _agrees_with(self, delivery: Delivery) -> bool:
        for item in delivery.items:
            names = [item.title, item.show, item.album]
            years = frozenset((item.year,)) if item.year and item.type == "movie" else frozenset[int]()
            episodes = frozenset() if item.episode is None else frozenset((item.episode,))
            if self._agrees(names, years=years, season=item.season, episodes=episodes):
                return True
        name = delivery.download.name
        media = delivery.download.media or media_from_name(name)
        if media is None:
            return self._is_of_download(name, [])
        names = [media.title, media.album, media.episode_title]
        return self._is_of_download(name, names, media.year, media.season, media.episodes)

    def _is_of_download(
        self,
        name: str,
        titles: Iterable[str | None],
        year: int | None = None,
        season: int | None = None,
        episodes: Iterable[int] = (),
    ) -> bool:
        parsed = parse_name(name)
        years = frozenset() if year is None else frozenset((year,))
        return self._agrees(
            [*titles, " ".join(parsed.title)],
            years=years or parsed.years,
            season=parsed.season if season is None else season,
            episodes=frozenset(episodes) or parsed.episodes,
        )

    def _agrees(
        self,
        names: Iterable[str | None],
        *,
        years: frozenset[int],
        season: int | None = None,
        episodes: frozenset[int] = frozenset(),
    ) -> bool:
        """Return whether one of the names is the title, and no number differs that both have."""
        all_words = [words for name in names if name and (words := parse_name(name).all_words)]
        return any(
            reading.words in all_words
            and not (
                (reading.years and years and _distance(reading.years, years) > _PREMIERE_YEARS)
                or (reading.season is not None and season is not None and reading.season != season)
                or (reading.episodes and episodes and reading.episodes.isdisjoint(episodes))
            )
            for reading in self.readings
        )


def main_items(items: Iterable[PlexMediaItem]) -> list[PlexMediaItem]:
    """Return the movies, shows, artists and albums among items, or all if there are none of these."""
    items = list(items)
    return [item for item in items if item.type in _TOP_TYPES] or items


def _distance(ones: frozenset[int], others: frozenset[int]) -> int:
    return min(abs(one - other) for one in ones for other in others)

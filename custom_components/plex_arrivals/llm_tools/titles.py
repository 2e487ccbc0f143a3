"""Compare the title that someone asks for with those of items and downloads (pure)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
import re
from typing import Any, Final, Self

from ..deliveries.delivery import Delivery
from ..deliveries.name_matching import folded, parse_name
from ..deliveries.release_media import media_from_name
from ..plex.models import PlexMediaItem

_PREMIERE_YEARS: Final = 1
"""The years of a movie may differ by this, between its premiere and its release."""
_TOP_TYPES: Final = frozenset(("movie", "show", "artist", "album"))
_ARTICLES: Final = frozenset(
    ("a", "an", "the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "de", "het")
)
"""The articles that begin titles, which people add and leave out."""
_NOT_LETTERS: Final = re.compile(r"[\W_]+")


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
    def loose_query(self) -> str | None:
        """What to search for if that finds nothing: the title without its article, or else its longest word.

        Plex may demand each word of a query. None for a title of a single word.
        """
        words = self.readings[0].words
        without = _without_article(words)
        if without != words:
            return " ".join(without)
        return max(words, key=len) if len(words) > 1 else None

    @property
    def season(self) -> int | None:
        """The season that is asked for."""
        return self.readings[0].season

    @property
    def episode(self) -> int | None:
        """The episode that is asked for."""
        return min(self.readings[0].episodes, default=None)

    def matching(self, items: Iterable[PlexMediaItem]) -> list[PlexMediaItem]:
        """Return the movies, shows, artists and albums with this title, or else anything with it.

        Those that have it word for word count before those that differ in an article or in spaces. Season and episode
        are not compared.
        """
        found = [item for item in items if self.is_of_item(item)]
        found = [item for item in found if item.type in _TOP_TYPES] or found
        exact = {reading.words for reading in self.readings}
        return [item for item in found if any(_words(name) in exact for name in _names(item))] or found

    def similar(self, items: Iterable[PlexMediaItem]) -> list[PlexMediaItem]:
        """Return the movies, shows, artists and albums among what Plex finds, the most similar titles first."""
        return sorted((item for item in items if item.type in _TOP_TYPES), key=self._similarity, reverse=True)

    def is_of_item(self, item: PlexMediaItem) -> bool:
        """Return whether an item has this title; its season and episode are not compared."""
        years = frozenset((item.year,)) if item.year and item.type in ("movie", "show") else frozenset[int]()
        return self._agrees(_names(item), years=years)

    def _similarity(self, item: PlexMediaItem) -> float:
        return SequenceMatcher(None, _key(_words(item.title)), _key(self.readings[0].words)).ratio()

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
        return self._is_in_names(delivery) and self._agrees_with(delivery)

    def _is_in_names(self, delivery: Delivery) -> bool:
        """Return whether the title is in any name: much faster than to parse those of a long history."""
        media = delivery.download.media
        names = {delivery.download.name}
        names.update((media.title, media.album or "", media.episode_title or "") if media else ())
        names.update(name for item in delivery.items for name in (item.title, item.show, item.album) if name)
        text = _NOT_LETTERS.sub("", folded(" ".join(names)))
        return any(_key(reading.words) in text for reading in self.readings)

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
        """Return whether one of the names is the title, but for an article and spaces, and no number differs."""
        keys = {_key(words) for name in names if name and (words := _words(name))}
        return any(
            _key(reading.words) in keys
            and not (
                (reading.years and years and _distance(reading.years, years) > _PREMIERE_YEARS)
                or (reading.season is not None and season is not None and reading.season != season)
                or (reading.episodes and episodes and reading.episodes.isdisjoint(episodes))
            )
            for reading in self.readings
        )


def _names(item: PlexMediaItem) -> Sequence[str]:
    """Return the names under which an item may be asked for."""
    return (item.title, f"{item.show} {item.title}") if item.show and item.type in ("album", "track") else (item.title,)


def _words(name: str) -> tuple[str, ...]:
    return parse_name(name).all_words


def _without_article(words: tuple[str, ...]) -> tuple[str, ...]:
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _key(words: tuple[str, ...]) -> str:
    """Return what titles are compared by: "The Harbour Watch", "Harbour Watch" and "Harbourwatch" are one."""
    return "".join(_without_article(words))


def _distance(ones: frozenset[int], others: frozenset[int]) -> int:
    return min(abs(one - other) for one in ones for other in others)

"""What proves that a download is in Plex where its source did not tell its files (pure).

Then only what Plex created, or what gained a file, since the download finished can be the download. A folder that is
the download's own, because it is named after it, proves it; anywhere else what is new has to agree with its name, too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
import re
from typing import Self
import unicodedata

from .. import paths
from ..plex.models import PlexMediaItem

_WORD = re.compile(r"[^\W_]+")
_RELEASE_GROUP = re.compile(r"^\s*\[[^\]]*\]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEASON = re.compile(r"s(\d{1,4})((?:e\d{1,4})*)")
_EPISODES = re.compile(r"e(\d{1,4})")
_CROSS = re.compile(r"(\d{1,2})x(\d{1,4})")
_QUALITY = re.compile(r"\d{3,4}[ip]|4k|uhd|web|webdl|webrip|bluray|hdtv|dvdrip|flac|mp3|remux|proper|repack|multi")
_APOSTROPHES = "'`\N{RIGHT SINGLE QUOTATION MARK}"
_SEASON_WORDS = frozenset(("season", "staffel", "saison", "seizoen", "temporada"))
_GENERAL = re.compile(
    r"\d+|[a-z]|s\d{1,4}|(cd|dis[ck]|part|track)\d*|seasons?|staffel|saison|seizoen|temporada|series|shows|tv|anime|kids|movies?|films?|music|audio"
    r"|videos?|media|data|downloads?|torrents|usenet|incoming|sorted|complete[d]?|done|finished"
    r"|radarr|sonarr|lidarr|readarr|whisparr|sabnzbd|nzbget|nzb|qbittorrent|transmission|deluge|manual"
    r"|episode|files?|main|title|sample|vts"
)
"""Words that folders of more than one download, and files of any, are called by."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened in Plex since a download finished."""

    since: datetime
    created: Mapping[str, datetime]
    """When Plex said that it made an item, by the item's id."""
    changed: Mapping[str, datetime]
    """When Plex said that an item is ready, by the item's id."""
    tolerance: timedelta
    """By how much Plex's clock may be behind, where only its times can tell."""
    unreported: timedelta = timedelta()
    """How long before `since` it may have finished, where nobody said when."""

    def is_new(self, item: PlexMediaItem) -> bool:
        """Tell whether Plex made the item since then, for sure."""
        return self._was_made(item, self.since)

    def may_be_new(self, item: PlexMediaItem) -> bool:
        """Tell whether Plex made the item since the download can have finished at the earliest."""
        return self._was_made(item, self._whole_second - self.unreported)

    def was_made(self, item: PlexMediaItem) -> bool:
        """Tell whether Plex made the item since then, as far as its whole seconds can tell."""
        return self._was_made(item, self._whole_second)

    def has_changed(self, item: PlexMediaItem) -> bool:
        """Tell whether Plex made the item since then, or it may have gained a file."""
        return (
            self.was_made(item)
            or self._is_later(item.updated_at, self._whole_second)
            or (len(item.files) > 1 and _is_since(self.changed.get(item.id), self.since))
        )

    @property
    def _whole_second(self) -> datetime:
        """Plex gives its times in whole seconds."""
        return self.since.replace(microsecond=0)

    def _was_made(self, item: PlexMediaItem, since: datetime) -> bool:
        return _is_since(self.created.get(item.id), self.since) or self._is_later(item.added_at, since)

    def _is_later(self, moment: datetime | None, since: datetime) -> bool:
        """Tell whether a time of Plex's is later, by its clock."""
        return _is_since(moment, since - self.tolerance)


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name taken apart, as far as two names of one release have to agree."""

    all_words: tuple[str, ...]
    title: tuple[str, ...]
    years: frozenset[int]
    season: int | None
    episodes: frozenset[int]

    @classmethod
    def of(cls, name: str) -> Self:
        """Take apart the name of a download, a folder or a file without its ending."""
        words = _words(_RELEASE_GROUP.sub("", name))
        season: int | None = None
        episodes: set[int] = set()
        end = len(words)
        for index, word in enumerate(words):
            if match := _SEASON.fullmatch(word):
                season = int(match[1])
                episodes.update(map(int, _EPISODES.findall(match[2])))
            elif match := _CROSS.fullmatch(word):
                season = int(match[1])
                episodes.add(int(match[2]))
            elif season is not None and (match := _EPISODES.fullmatch(word)):
                episodes.add(int(match[1]))
            elif word in _SEASON_WORDS and words[index + 1 : index + 2] and words[index + 1].isdecimal():
                season = int(words[index + 1][:4])
            elif not (_YEAR.fullmatch(word) or _QUALITY.fullmatch(word)):
                continue
            if index > 0:  # "1917" and "Season of Rain" begin a title
                end = min(end, index)
        years = frozenset(int(word) for word in words[end:] if _YEAR.fullmatch(word))
        return cls(_words(name), words[:end], years, season, frozenset(episodes))

    @property
    def is_distinctive(self) -> bool:
        """Whether it can tell one download from another: `Season 01` and `movies` cannot."""
        return not all(map(_GENERAL.fullmatch, self.all_words))

    def agrees_with(self, other: ParsedName) -> bool:
        """Tell whether both may be names of one release or of a part of it."""
        return bool(self.title) and self.title == other.title and self._fits(other.years, other.season, other.episodes)

    def is_of(self, item: PlexMediaItem) -> bool:
        """Tell whether an item is what the name says."""
        if item.type == "track":
            names = _words(f"{item.show or ''} {item.album or ''}")
            return bool(names) and set(names) <= set(self.all_words)
        title = item.show if item.type == "episode" else item.title
        years = frozenset((item.year,)) if item.year and item.type == "movie" else frozenset[int]()
        episodes = frozenset(() if item.episode is None else (item.episode,))
        return bool(title) and self.title == _words(title or "") and self._fits(years, item.season, episodes)

    def _fits(self, years: frozenset[int], season: int | None, episodes: frozenset[int]) -> bool:
        """Tell whether nothing that both know differs; a film's years may, by the one between premiere and release."""
        if self.years and years and min(abs(one - other) for one in self.years for other in years) > 1:
            return False
        if self.season is not None and season is not None and self.season != season:
            return False
        if self.episodes and episodes:
            return min(self.episodes) <= max(episodes) and min(episodes) <= max(self.episodes)
        return True


def names_agree(download_name: str, item: PlexMediaItem, file: str) -> bool:
    """Tell whether an item, or a name in the path of its file, agrees with the name of a download."""
    ours = ParsedName.of(download_name)
    if not ours.is_distinctive:
        return False
    in_path = [ParsedName.of(name) for name in (paths.stem(file), *map(paths.name, paths.parents(file)))]
    if any(ours.all_words == theirs.all_words for theirs in in_path):
        return True
    return ours.is_of(item) or ours.agrees_with(in_path[0])


def is_distinctive(name: str) -> bool:
    """Tell whether a name can tell one download from another."""
    return ParsedName.of(name).is_distinctive


def is_named_after(folder: str, download_name: str) -> bool:
    """Tell whether a folder is a download's own: it has its name, perhaps with a number where that was taken."""
    ours, theirs = ParsedName.of(download_name), _words(paths.name(folder))
    if not ours.is_distinctive:
        return False
    is_numbered = theirs[:-1] == ours.all_words and theirs[-1].isdecimal()
    return is_numbered or ours.all_words == theirs


def tells_more_than(download_name: str, folder: str) -> bool:
    """Tell whether the name of a download says what it is, and not just in which folder it lies."""
    ours = ParsedName.of(download_name)
    return ours.is_distinctive and ours.all_words != _words(paths.name(folder))


def whole_of(item: PlexMediaItem) -> str:
    """Return what tells a title from others: episodes share their show, tracks their album."""
    return item.season_id if item.type == "track" and item.season_id else item.show_id or item.show or item.id


def _is_since(moment: datetime | None, since: datetime) -> bool:
    return moment is not None and moment >= since


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: without case, accents and apostrophes."""
    text = unicodedata.normalize("NFKD", text.casefold().replace("&", " and "))
    text = "".join(letter for letter in text if not unicodedata.combining(letter) and letter not in _APOSTROPHES)
    return tuple(_WORD.findall(text))

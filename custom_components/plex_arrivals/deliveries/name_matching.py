"""Compare the names of downloads, folders, files, and items (pure); `release_name.py` guesses the media type.

If the files of a download are unknown, a new item proves its arrival in a folder that is named after the download;
anywhere else the item has to agree with the download's name as well.
"""

from dataclasses import dataclass
from functools import lru_cache
import re
from typing import Self
import unicodedata

from .. import paths
from ..plex.models import PlexMediaItem

_CACHED = 1024
"""Many downloads at once are compared with the same few names."""
_WORD = re.compile(r"[^\W_]+")
_RELEASE_GROUP = re.compile(r"^\s*\[[^\]]*\]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SEASON = re.compile(r"s(\d{1,4})((?:e\d{1,4})*)")
_EPISODES = re.compile(r"e(\d{1,4})")
_CROSS = re.compile(r"(\d{1,2})x(\d{1,4})")
_QUALITY = re.compile(r"\d{3,4}[ip]|4k|uhd|web|webdl|webrip|bluray|hdtv|dvdrip|flac|mp3|remux|proper|repack|multi")
_WITHOUT_APOSTROPHES = dict.fromkeys(map(ord, "'`\N{RIGHT SINGLE QUOTATION MARK}"))
_SEASON_WORDS = frozenset(("season", "staffel", "saison", "seizoen", "temporada"))
_GENERAL = re.compile(
    r"\d+|[a-z]|s\d{1,4}|(cd|dis[ck]|part|track)\d*|seasons?|staffel|saison|seizoen|temporada|series|shows|tv|anime|kids|movies?|films?|music|audio"
    r"|videos?|media|data|downloads?|torrents|usenet|incoming|sorted|complete[d]?|done|finished"
    r"|radarr|sonarr|lidarr|readarr|whisparr|sabnzbd|nzbget|nzb|qbittorrent|transmission|deluge|manual"
    r"|episode|files?|main|title|sample|vts|ts|bdmv"
)
"""Words in the names of folders that downloads share, and of files of any download."""


@dataclass(frozen=True, slots=True)
class ParsedName:
    """The parts of a name in which two names of one release have to agree."""

    all_words: tuple[str, ...]
    title: tuple[str, ...]
    years: frozenset[int]
    season: int | None
    episodes: frozenset[int]

    @classmethod
    def parse(cls, name: str) -> Self:
        """Parse the name of a download, a folder or a file without its suffix."""
        words = _words(_RELEASE_GROUP.sub("", name))
        season: int | None = None
        episodes: set[int] = set()
        title_end = len(words)
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
                title_end = min(title_end, index)
        years = frozenset(int(word) for word in words[title_end:] if _YEAR.fullmatch(word))
        return cls(_words(name), words[:title_end], years, season, frozenset(episodes))

    @property
    def is_distinctive(self) -> bool:
        """Whether it can tell one download from another: `Season 01` and `movies` cannot."""
        return not all(map(_GENERAL.fullmatch, self.all_words))

    def agrees_with(self, other: ParsedName) -> bool:
        """Return whether both may be names of one release or of a part of it."""
        return (
            bool(self.title)
            and self.title == other.title
            and self._is_compatible(other.years, other.season, other.episodes)
        )

    def is_of(self, item: PlexMediaItem) -> bool:
        """Return whether it may be the name of an item's release."""
        if item.type == "track":
            words = _words(f"{item.show or ''} {item.album or ''}")
            return bool(words) and set(words) <= set(self.all_words)
        title = item.show if item.type == "episode" else item.title
        years = frozenset((item.year,)) if item.year and item.type == "movie" else frozenset[int]()
        episodes = frozenset(() if item.episode is None else (item.episode,))
        return bool(title) and self.title == _words(title or "") and self._is_compatible(years, item.season, episodes)

    def _is_compatible(self, years: frozenset[int], season: int | None, episodes: frozenset[int]) -> bool:
        """Return whether no number differs that both have; years may by one, between a movie's premiere and release."""
        if self.years and years and min(abs(one - other) for one in self.years for other in years) > 1:
            return False
        if self.season is not None and season is not None and self.season != season:
            return False
        if self.episodes and episodes:
            return min(self.episodes) <= max(episodes) and min(episodes) <= max(self.episodes)
        return True


@lru_cache(_CACHED)
def parse_name(name: str) -> ParsedName:
    """Return the parsed name of a download, a folder or a file without its suffix."""
    return ParsedName.parse(name)


def agree(download_name: str, item: PlexMediaItem, file: str) -> bool:
    """Return whether an item, or a name in the path of its file, agrees with the name of a download."""
    download = parse_name(download_name)
    if not download.is_distinctive:
        return False
    in_path = [parse_name(name) for name in (paths.stem(file), *map(paths.name, paths.parents(file)))]
    if any(download.all_words == one.all_words for one in in_path):
        return True
    return download.is_of(item) or download.agrees_with(in_path[0])


def is_distinctive(name: str) -> bool:
    """Return whether a name can tell one download from another."""
    return parse_name(name).is_distinctive


def is_named_after(folder: str, download_name: str) -> bool:
    """Return whether a folder has the name of a download, perhaps with a number as the name was taken."""
    download, folder_words = parse_name(download_name), _words(paths.name(folder))
    if not download.is_distinctive:
        return False
    is_numbered = folder_words[:-1] == download.all_words and folder_words[-1].isdecimal()
    return is_numbered or download.all_words == folder_words


def says_more_than(download_name: str, folder: str) -> bool:
    """Return whether the name of a download says what it is, not just in which folder it is."""
    download = parse_name(download_name)
    return download.is_distinctive and download.all_words != _words(paths.name(folder))


def may_be_of(folder: str, item: PlexMediaItem) -> bool:
    """Return whether a folder says what is in it, unlike `movies` or `radarr`, or is named after an item."""
    name = parse_name(folder)
    return name.is_distinctive or name.is_of(item)


def episode_count(file_name: str) -> int:
    """Return how many episodes a file has according to its name without the suffix; 0 if it names none."""
    episodes = parse_name(file_name).episodes
    return max(episodes) - min(episodes) + 1 if episodes else 0


def title_key(item: PlexMediaItem) -> str:
    """Return what items of one title have in common: episodes their show, tracks their album."""
    return item.season_id if item.type == "track" and item.season_id else item.show_id or item.show or item.id


def folded(text: str) -> str:
    """Return a text as it is compared: without case, accents and apostrophes."""
    text = text.casefold().replace("&", " and ")
    if not text.isascii():
        text = "".join(filter(lambda letter: not unicodedata.combining(letter), unicodedata.normalize("NFKD", text)))
    return text.translate(_WITHOUT_APOSTROPHES)


def _words(text: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared."""
    return tuple(_WORD.findall(folded(text)))

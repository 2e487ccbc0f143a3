"""What the name of a release says about its media (pure)."""

from enum import Enum, auto
import re
import unicodedata

from . import release_patterns as patterns

_MAX_LENGTH = 300
"""The rest of a longer name adds nothing."""
_ALIKE = str.maketrans("{}【】「」『』〖〗\u2019", "[][][][][]'")
_SEPARATORS = re.compile(r"[\s._★]+")
_SITE = re.compile(r"^\[? ?www (?:[\w-]{1,40} ){1,4}[a-z]{2,4} ?\]?(?: ?- ?|(?<=\]) ?)", re.IGNORECASE)
_CHECKSUM = re.compile(r"[\[(][0-9a-f]{8}[\])]")
_FANSUB = re.compile(rf"^\[(?!\d{{1,2}} ?\d{{1,2}}\])[^\]{patterns.TAG}]{{1,40}}\] ?(?=[^\s\[])")
_GROUP = re.compile(rf"(?<={patterns.TAG})-[\w-]+(?:\[[\w .-]+\])?(?=[\])]|$)")


class NameHint(Enum):
    """What the name of a video indicates."""

    EPISODE = auto()
    """A season, a date, a whole series."""
    EPISODE_NUMBER = auto()
    """A number that is an episode's."""
    AMBIGUOUS_NUMBER = auto()
    """A number that may be an episode's or a part of the title."""
    LIST_POSITION = auto()
    """A number in front: the position in a list of episodes, movies or lessons."""
    MOVIE = auto()
    """A release with nothing of an episode."""
    BROADCAST = auto()
    """A recording from television with neither number nor year."""
    ANIME = auto()
    """An anime with neither number nor year."""


def normalized(name: str) -> str:
    """Return the start of a name with single spaces and one kind of brackets and quotes."""
    text = unicodedata.normalize("NFKC", name[:_MAX_LENGTH])[:_MAX_LENGTH].translate(_ALIKE)
    return _SITE.sub("", _SEPARATORS.sub(" ", text).strip())


def plain(name: str) -> str:
    """Return a normalized name in lower case."""
    return normalized(name).lower()


class ReleaseName:
    """The parsed name of a release, without the suffix of its file."""

    def __init__(self, name: str) -> None:
        """Parse a name: separate the marks of quality from what may be the number of an episode."""
        self._text = text = plain(name)
        self.is_video = bool(patterns.PICTURE.search(text))
        """Whether it has marks of a video's quality."""
        rest = text
        for marks in (patterns.PICTURE, patterns.SOUND, patterns.DISC, _CHECKSUM):
            rest = marks.sub(patterns.TAG, rest)
        self.is_anime = bool(_FANSUB.match(rest)) or bool(_CHECKSUM.search(text))
        """Whether it looks like a fan translation: with a group's name at the start or a checksum at the end."""
        self._rest = _GROUP.sub("", _FANSUB.sub("", rest))
        years = list(patterns.YEAR.finditer(self._rest))
        self._year = years[-1].start() if years else -1
        self._is_called_movie = bool(patterns.MOVIE.search(self._rest))
        self._is_edition = bool(patterns.EDITION.search(self._rest))

    @property
    def is_music(self) -> bool:
        """Whether it has the marks of an album, a song or an audio book, and none of a video."""
        return not self.is_video and bool(patterns.SCENE_MUSIC.match(self._text) or patterns.MUSIC.search(self._text))

    @property
    def is_not_media(self) -> bool:
        """Whether it has the marks of a game, a program or a book."""
        return bool(
            patterns.NOT_MEDIA_GROUP.search(self._text) or (not self.is_video and patterns.NOT_MEDIA.search(self._text))
        )

    @property
    def is_movie(self) -> bool:
        """Whether it can only be a video, if it is not an episode."""
        is_disc = self._year >= 0 and patterns.DISC.search(self._text)
        return self.is_video or bool(is_disc or self._is_called_movie or self._is_edition)

    @property
    def hint(self) -> NameHint | None:
        """What the name indicates as that of a video, None if it indicates nothing."""
        return self._of_episode() or self._of_number() or self._of_movie()

    def _of_episode(self) -> NameHint | None:
        rest = self._rest
        if patterns.EPISODE.search(rest) or patterns.SEASON.search(rest):
            return NameHint.EPISODE
        if date := patterns.DATE.search(rest):
            return NameHint.EPISODE if date.start() or self.is_video else NameHint.LIST_POSITION
        if named := patterns.NAMED_EPISODE.search(rest):
            return NameHint.MOVIE if self._year > named.start() else NameHint.EPISODE
        if (
            patterns.COMPLETE.search(rest)
            and not patterns.COMPLETE_DISC.search(self._text)
            and not self._is_called_movie
        ):
            return NameHint.EPISODE
        return None

    def _of_number(self) -> NameHint | None:
        rest = self._rest
        if patterns.LESSON.match(rest):
            return NameHint.LIST_POSITION
        if patterns.TV_SOURCE.search(self._text) and patterns.TV_NUMBER.search(rest):
            return NameHint.EPISODE_NUMBER
        found = patterns.NUMBER.search(rest)
        if not found and self._year < 0:
            found = patterns.LONE_NUMBER.search(rest)
        if not found and self._year < 0 and self.is_anime:
            found = patterns.FANSUB_NUMBER.search(rest)
        if found:
            return NameHint.MOVIE if self._is_called_movie else NameHint.EPISODE_NUMBER
        if self._year >= 0 or self._is_called_movie or self._is_edition:
            return None
        if patterns.LIST_POSITION.match(rest):
            return NameHint.LIST_POSITION
        return NameHint.AMBIGUOUS_NUMBER if patterns.AMBIGUOUS_NUMBER.search(rest) else None

    def _of_movie(self) -> NameHint | None:
        if self._year >= 0 or self._is_called_movie or self._is_edition:
            return NameHint.MOVIE
        if self.is_anime:
            return NameHint.ANIME
        if patterns.TV_SOURCE.search(self._text):
            return NameHint.BROADCAST
        return NameHint.MOVIE if self.is_video or patterns.DISC.search(self._text) else None

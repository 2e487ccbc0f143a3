"""What the name of a release says about its media (pure)."""

from enum import Enum
import re
import unicodedata

from . import release_patterns as patterns

_LONGEST = 300
"""The rest of a longer name adds nothing."""
_ALIKE = str.maketrans("{}【】「」『』〖〗\u2019", "[][][][][]'")
_SEPARATORS = re.compile(r"[\s._★]+")
_SITE = re.compile(r"^\[? ?www (?:[\w-]{1,40} ){1,4}[a-z]{2,4} ?\]?(?: ?- ?|(?<=\]) ?)")
_CHECKSUM = re.compile(r"[\[(][0-9a-f]{8}[\])]")
_FANSUB = re.compile(rf"^\[(?!\d{{1,2}} ?\d{{1,2}}\])[^\]{patterns.TAG}]{{1,40}}\] ?(?=[^\s\[])")
_GROUP = re.compile(rf"(?<={patterns.TAG})-[\w-]+(?:\[[\w .-]+\])?(?=[\])]|$)")


class Sign(Enum):
    """What the name of a video indicates."""

    EPISODE = "a season, a date, a whole series"
    NUMBERED = "a number that is an episode's"
    SEQUEL = "a number that may be an episode's or a part of the title"
    PLACE = "a number in front: a place in a list of episodes, films or lessons"
    FILM = "a release with nothing of an episode"
    BROADCAST = "a recording from television with neither number nor year"
    ANIME = "an anime with neither number nor year"


def plain(name: str) -> str:
    """Return the start of a name in lower case, with single spaces and one kind of brackets and quotes."""
    text = unicodedata.normalize("NFKC", name[:_LONGEST])[:_LONGEST].translate(_ALIKE).lower()
    return _SITE.sub("", _SEPARATORS.sub(" ", text).strip())


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
        self._is_called_film = bool(patterns.FILM.search(self._rest))
        self._is_edition = bool(patterns.EDITION.search(self._rest))

    @property
    def is_music(self) -> bool:
        """Whether it has the marks of an album, a song or an audio book, and none of a video."""
        return not self.is_video and bool(patterns.SCENE_MUSIC.match(self._text) or patterns.MUSIC.search(self._text))

    @property
    def is_neither(self) -> bool:
        """Whether it has the marks of a game, a program or a book."""
        return bool(
            patterns.NEITHER_GROUP.search(self._text) or (not self.is_video and patterns.NEITHER.search(self._text))
        )

    @property
    def is_film(self) -> bool:
        """Whether it can only be a video, provided that it is no episode."""
        is_disc = self._year >= 0 and patterns.DISC.search(self._text)
        return self.is_video or bool(is_disc or self._is_called_film or self._is_edition)

    @property
    def sign(self) -> Sign | None:
        """What the name indicates as that of a video, None where it indicates nothing."""
        return self._of_episode() or self._of_number() or self._of_film()

    def _of_episode(self) -> Sign | None:
        rest = self._rest
        if patterns.EPISODE.search(rest) or patterns.SEASON.search(rest):
            return Sign.EPISODE
        if date := patterns.DATE.search(rest):
            return Sign.EPISODE if date.start() or self.is_video else Sign.PLACE
        if named := patterns.NAMED_EPISODE.search(rest):
            return Sign.FILM if self._year > named.start() else Sign.EPISODE
        if (
            patterns.COMPLETE.search(rest)
            and not patterns.COMPLETE_DISC.search(self._text)
            and not self._is_called_film
        ):
            return Sign.EPISODE
        return None

    def _of_number(self) -> Sign | None:
        rest = self._rest
        if patterns.LESSON.match(rest):
            return Sign.PLACE
        if patterns.TV_SOURCE.search(self._text) and patterns.TV_NUMBER.search(rest):
            return Sign.NUMBERED
        found = patterns.NUMBER.search(rest)
        if not found and self._year < 0:
            found = patterns.LONE_NUMBER.search(rest)
        if not found and self._year < 0 and self.is_anime:
            found = patterns.FANSUB_NUMBER.search(rest)
        if found:
            return Sign.FILM if self._is_called_film else Sign.NUMBERED
        if self._year >= 0 or self._is_called_film or self._is_edition:
            return None
        if patterns.PLACE.match(rest):
            return Sign.PLACE
        return Sign.SEQUEL if patterns.SEQUEL.search(rest) else None

    def _of_film(self) -> Sign | None:
        if self._year >= 0 or self._is_called_film or self._is_edition:
            return Sign.FILM
        if self.is_anime:
            return Sign.ANIME
        if patterns.TV_SOURCE.search(self._text):
            return Sign.BROADCAST
        return Sign.FILM if self.is_video or patterns.DISC.search(self._text) else None

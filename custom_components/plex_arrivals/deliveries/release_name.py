"""What a release's name says about itself (pure)."""

from enum import Enum
import re
import unicodedata

from . import release_numbers as numbers, release_words as words

_LONGEST = 300
"""So many characters of a name say as much as all of them."""
_ALIKE = str.maketrans("{}【】「」『』〖〗\u2019", "[][][][][]'")
_SEPARATORS = re.compile(r"[\s._★]+")
_SITE = re.compile(r"^\[? ?www (?:[\w-]{1,40} ){1,4}[a-z]{2,4} ?\]?(?: ?- ?|(?<=\]) ?)")
_CHECKSUM = re.compile(r"[\[(][0-9a-f]{8}[\])]")
_FANSUB = re.compile(rf"^\[(?!\d{{1,2}} ?\d{{1,2}}\])[^\]{numbers.TAG}]{{1,40}}\] ?(?=[^\s\[])")
_GROUP = re.compile(rf"(?<={numbers.TAG})-[\w-]+(?:\[[\w .-]+\])?(?=[\])]|$)")


class Sign(Enum):
    """What the name of a video speaks for."""

    EPISODE = "a season, a date, a whole series"
    NUMBERED = "a number that is an episode's"
    SEQUEL = "a number that may be an episode's or a part of the title"
    PLACE = "a number in front: a place in a list of episodes, films or lessons"
    FILM = "a release with nothing of an episode"
    BROADCAST = "a recording from television with neither number nor year"
    ANIME = "an anime with neither number nor year"


def plain(name: str) -> str:
    """Return the start of a name in lower case, its words parted by single spaces, brackets and quotes alike."""
    text = unicodedata.normalize("NFKC", name[:_LONGEST])[:_LONGEST].translate(_ALIKE).lower()
    return _SITE.sub("", _SEPARATORS.sub(" ", text).strip())


class ReleaseName:
    """A name without its file's ending, read once."""

    def __init__(self, name: str) -> None:
        """Part what the name says of quality from what may be a number of an episode."""
        self._text = text = plain(name)
        self.is_video = bool(words.PICTURE.search(text))
        """Whether it says how a picture looks."""
        rest = text
        for marks in (words.PICTURE, words.SOUND, words.DISC, _CHECKSUM):
            rest = marks.sub(numbers.TAG, rest)
        self.is_anime = bool(_FANSUB.match(rest)) or bool(_CHECKSUM.search(text))
        """Whether it looks as if fans had translated it: their name in front or a checksum behind."""
        self._rest = _GROUP.sub("", _FANSUB.sub("", rest))
        years = list(numbers.YEAR.finditer(self._rest))
        self._year = years[-1].start() if years else -1
        self._is_called_film = bool(words.FILM.search(self._rest))
        self._is_edition = bool(words.EDITION.search(self._rest))

    @property
    def is_music(self) -> bool:
        """Whether it is marked as an album, a song or an audio book and as nothing that has a picture."""
        return not self.is_video and bool(words.SCENE_MUSIC.match(self._text) or words.MUSIC.search(self._text))

    @property
    def is_neither(self) -> bool:
        """Whether it is marked as a game, a program or a book."""
        return bool(words.NEITHER_GROUP.search(self._text) or (not self.is_video and words.NEITHER.search(self._text)))

    @property
    def is_film(self) -> bool:
        """Whether it can be nothing but a video, provided that it is no episode."""
        is_disc = self._year >= 0 and words.DISC.search(self._text)
        return self.is_video or bool(is_disc or self._is_called_film or self._is_edition)

    @property
    def sign(self) -> Sign | None:
        """What the name speaks for as a video's, None where it says nothing."""
        return self._of_episode() or self._of_number() or self._of_film()

    def _of_episode(self) -> Sign | None:
        rest = self._rest
        if numbers.EPISODE.search(rest) or numbers.SEASON.search(rest):
            return Sign.EPISODE
        if date := numbers.DATE.search(rest):
            return Sign.EPISODE if date.start() or self.is_video else Sign.PLACE
        if named := numbers.NAMED_EPISODE.search(rest):
            return Sign.FILM if self._year > named.start() else Sign.EPISODE
        if numbers.COMPLETE.search(rest) and not numbers.COMPLETE_DISC.search(self._text) and not self._is_called_film:
            return Sign.EPISODE
        return None

    def _of_number(self) -> Sign | None:
        rest = self._rest
        if numbers.LESSON.match(rest):
            return Sign.PLACE
        if words.TV_SOURCE.search(self._text) and numbers.TV_NUMBER.search(rest):
            return Sign.NUMBERED
        found = numbers.NUMBER.search(rest)
        if not found and self._year < 0:
            found = numbers.LONE_NUMBER.search(rest)
        if not found and self._year < 0 and self.is_anime:
            found = numbers.FANSUB_NUMBER.search(rest)
        if found:
            return Sign.FILM if self._is_called_film else Sign.NUMBERED
        if self._year >= 0 or self._is_called_film or self._is_edition:
            return None
        if numbers.PLACE.match(rest):
            return Sign.PLACE
        return Sign.SEQUEL if numbers.SEQUEL.search(rest) else None

    def _of_film(self) -> Sign | None:
        if self._year >= 0 or self._is_called_film or self._is_edition:
            return Sign.FILM
        if self.is_anime:
            return Sign.ANIME
        if words.TV_SOURCE.search(self._text):
            return Sign.BROADCAST
        return Sign.FILM if self.is_video or words.DISC.search(self._text) else None

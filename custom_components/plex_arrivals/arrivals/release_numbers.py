"""The numbers of release names (pure): which are an episode's for certain, which perhaps.

They match names as `release_name.Release.rest` holds them: plain, with marks of quality replaced by `TAG`.
No pattern repeats one that repeats, so that each takes time in proportion to the name.
"""

import re
from typing import Final

TAG: Final = "¤"
"""Stands for what says how a release looks and sounds."""

_ANY_YEAR = r"(?:18[89]|19\d|20[0-3])\d"
_NO_YEAR = rf"(?!{_ANY_YEAR}(?!\d))"
YEAR: Final = re.compile(rf"(?<![\w-]){_ANY_YEAR}(?!\w)")

_SEASON = (
    r"(?:seasons?|series|staffeln?|saisons?|temporadas?|stagion[ei]|seizoen(?:en)?|sezon[uy]?|säsong|sæson|sesong|kausi"
    r"|évad|сезон[иыа]?|sez|시즌|シーズン)"
)
_EPISODE = (
    r"(?:eps?|folgen?|cap[ií]tulos?|cap|afl(?:evering)?|odc(?:inek)?|bölüm|epizoda?|avsnitt|afsnit|jakso|rész"
    r"|сери[яиійї]|серий|эпизод|выпуск)"
)
_ORDINAL = "(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|final)"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


EPISODE: Final = _any(
    r"(?<!\w)[st]\d{1,4}[] \[,x-]{0,3}(?:ep?|p|afl) ?-?[\do]{1,5}",  # S01E02, S01 E02, [S01] [E02]
    r"[a-z]s\d\de\d\d",  # glued to the title
    r"(?<!\w)se? ?\d{1,2} (?:afl|ep?) ?\d|(?<!\w)\d{1,2}e\d\d(?!\w)",
    r"(?<![\w-])e\d{2,5}(?:v\d)?(?!\w)|(?<=-)e\d\d(?=-)|(?<!\w)e\d{1,4} ?- ?e?\d",
    r"(?<!\w)\d{1,2}x\d{2,4}(?:x\d{2,3}){0,9}(?!\w)(?! \(?(?:18|19|20)\d\d(?!\w))",  # 1x02
    r"(?<=- )\d{1,2}x\d(?= ?-)|(?<!\w)\d{4}x\d{2,3}(?!\d)",
    rf"(?<!\w){_EPISODE}[ :#№+-]{{0,3}}\d{{1,5}}|(?<!\w)\d{{1,5}} ?(?:-я )?{_EPISODE}(?!\w)",
    r"第 ?\d{1,4} ?(?:[-~] ?\d{1,4} ?)?[話话集回화회]|全 ?\d{1,4} ?[話话集回]|\d ?[話话集화회](?!\w)",
)
"""What stands in names of episodes only."""

SEASON: Final = _any(
    r"(?<![\w'’])(?<!^)s\d{1,2}(?!\w)|(?<!\w)s\d\d(?=dvd|d\d|extra|-?s?\d\d|$)|^s\d\d?$",  # S01, S01-S03
    rf"(?<![\w'’])s(?:19|20)\d\d(?!\w)|(?<!\w)s \d\d(?= ?{TAG})",
    rf"(?<!\w)\d{{1,2}}[a-zº]{{0,3}}[ -]?{_SEASON}(?!\w)|(?<!\w){_SEASON}[ :#№+-]{{0,3}}\d{{1,2}}(?!\d)",
    rf"(?<!\w){_ORDINAL} (?:season|series|staffel|saison|temporada)(?!\w)|(?<!\w)season {_ORDINAL}(?!\w)",
    r"第 ?[\d一二三四五六七八九十]{1,3} ?季",
    (
        r"(?<!\w)(?:complete|full|entire|all|komplette|completa|complète|int[eé]grale?)[ -](?:tv[ -])?"
        r"(?:series|seasons?|s[eé]rie|show|temporada|saisons?|episodes)(?!\w)"
    ),
    r"(?<!\w)s[eé]rie (?:complet[ae]|complète|int[eé]grale)(?!\w)|(?<!\w)mini ?-?s[eé]ries?(?!\w)|(?<!\w)tv series(?!\w)",
)
"""What stands in names of seasons and whole shows only."""

NAMED_EPISODE: Final = re.compile(r"(?<!\w)(?:[eé]pis[oó]d(?:e|io)s?)[ :#№+-]{0,3}\d{1,5}|(?<!\w)\d{1,5} [eé]pis[oó]d(?:e|io)s(?!\w)")
"""An episode, or where a year follows, a film that is called one."""

_DAY, _MONTH = "(?:0[1-9]|[12]\\d|3[01])", "(?:0[1-9]|1[0-2])"
_D, _M = "(?:0?[1-9]|[12]\\d|3[01])", "(?:0?[1-9]|1[0-2])"
_MONTH_NAME = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_YYYY = r"(?:19|20)\d\d"

DATE: Final = re.compile(
    r"(?<![\w-])(?:"
    rf"{_YYYY}(?P<a>[ /-]?)(?:{_MONTH}(?P=a){_DAY}|{_DAY}(?P=a){_MONTH})"
    rf"|{_YYYY} {_MONTH}{_DAY}"
    rf"|(?:{_D}(?P<b>[ /-]){_M}|{_M}(?P<c>[ /-]){_D})(?:(?P=b)|(?P=c)){_YYYY}"
    rf"|{_D}(?:st|nd|rd|th)?[ -]{_MONTH_NAME}[ -]{_YYYY}|{_MONTH_NAME} {_D}(?:st|nd|rd|th)?,? {_YYYY}"
    rf"|(?:{_MONTH}-{_DAY}|{_DAY}-{_MONTH})-\d\d(?! {_ANY_YEAR})"
    r")(?!\w)"
)

_END = r"(?: ?(?:end|fin|完|\(end\)|oad|ova))?"
_NUMBER = rf"{_NO_YEAR}\d{{1,4}}(?: 5)?(?: ?v\d|[a-e](?!\w)|['’])?"

NUMBER: Final = _any(
    rf"(?<= - ){_NUMBER}(?:[ &+~-]{{1,3}}\d{{1,4}}){{0,9}}{_END}(?= ?(?:[\[({TAG}|-]|$))",  # Title - 05v2 [1080p]
    rf"(?<!^)\[(?:tv )?{_NUMBER}(?:[ ~-]\d{{2,4}})?{_END}\]|\[\d{{1,2}} \d\d\]",  # [05], [1.05]
    rf"{_NO_YEAR}(?<!\w)\d{{1,4}} ?[-~+] ?\d{{2,4}}(?= ?(?:[\[(){TAG}]|$))",  # 01-12 (1080p)
    r"(?<!\w)#\d{1,4}(?!\w)|^\d{1,2}-\d\d (?=\w)",
    r"(?<!cd )(?<!disc )(?<!disk )(?<!dvd )(?<!\w)\d{1,3} ?(?:of|из|із|von|sur) ?\d{1,3}(?!\w)",
    r"(?<!\w)(?:ova|oad|ona|sp|ex|nc(?:op|ed))[ -]?\d{1,2}(?!\w)",
    rf"(?<= ){_NO_YEAR}\d{{2,4}} ?v\d(?!\w)|(?<= )0\d \d\d(?!\w)",
    rf"{_YYYY}\)? \d{{2,3}} ?(?=[\[({TAG}])",
)
"""What is an episode's number, but in the name of a film."""

LONE_NUMBER: Final = re.compile(rf"(?<!cd )(?<=[^\s\d-] )0\d(?!\w)|(?<= )0\d(?= ?[\[({TAG}])|(?<=[^\s\d])-0\d(?=-)")
"""What is an episode's number where the name has no year."""

FANSUB_NUMBER: Final = _any(
    rf"(?<=[ -]){_NO_YEAR}\d{{2,4}}(?:v\d|[a-e](?!\w))?{_END} ?(?=[\[({TAG}]|$)|(?<=- )\d{{2,4}} ",
    r"(?<!\w)(?:ova|oad|ona)(?: ?\d+)?(?!\w)|(?<!\w)vol(?:ume)? ?\d+(?!\w)",
)
"""What is an episode's number where fans translate anime."""

PART: Final = re.compile(rf"(?<!\w)(?:part|pt|vol|volume) ?(?:\d{{1,2}}|[ivx]{{1,4}}|{_ORDINAL})(?!\w)")

TV_NUMBER: Final = _any(
    rf"(?<!\w){_NO_YEAR}\d{{2,5}} ?{TAG}",
    rf"(?<!\w)(?:part|pt) ?(?:\d{{1,2}}|[ivx]{{1,4}}|{_ORDINAL})(?!\w)|(?<!\w)special(?!\w)",
)
"""What is an episode's number where the release was recorded from television."""

LAST_NUMBER: Final = re.compile(rf"(?<=\w ){_NO_YEAR}\d{{2,4}} ?(?:[¤\[(-]|$)")
"""A number behind the title: an episode's or a part of the title."""

PLACE: Final = re.compile(r"^(?:0\d{1,2}(?:-\d+)?(?: - ?|-| (?=\w))|\d{3}(?:-\d{3})? - )")
"""A place in a list, of episodes, films or lessons."""

WHOLE: Final = re.compile(rf"(?<!\w)complete ?(?:{TAG}|[\[(]|$)")
WHOLE_DISC: Final = re.compile(r"(?<!\w)complete (?:uhd )?(?:m?blu-?ray|bd|m?dvd|pal|ntsc|hd-?ts|cam)")

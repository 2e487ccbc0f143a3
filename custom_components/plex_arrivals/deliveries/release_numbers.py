"""The numbers of release names (pure): which are an episode's for certain, which perhaps.

The patterns read plain names in which `TAG` stands for every mark of quality. What repeats in a pattern is bounded, so
that each takes time in proportion to the name.
"""

import re
from typing import Final

TAG: Final = "¤"
"""Stands for what says how a release looks and sounds."""

_CENTURY = r"(?:19|20)\d\d"
_ANY_YEAR = r"(?:18[89]|19\d|20[0-3])\d"
_NO_YEAR = rf"(?!{_ANY_YEAR}(?!\d))"
YEAR: Final = re.compile(rf"(?<!\w){_ANY_YEAR}(?!\w)")

_SEASON = (
    r"(?:seasons?|series|staffeln?|saisons?|temporadas?|temp|stagion[ei]|seizoen(?:en)?|sezon[uy]?|säsong|sæson|sesong"
    r"|kausi|évad|сезон[иыа]?|sez|시즌|シーズン)"
)
_EPISODE = (
    r"(?:eps?|folgen?|cap[ií]tulos?|cap|afl(?:evering)?|odc(?:inek)?|bölüm|epizoda?|avsnitt|afsnit|jakso|rész"
    r"|сери[яиійї]|серий|эпизод|выпуск)"
)
_NAMED_EPISODE = "[eé]pis[oó]d(?:e|io)s?"
_ORDINAL = "(?:one|two|three|four|five|six|seven|eight|nine|ten|first|second|third|fourth|fifth|sixth|final)"
_WHOLE = "(?:complete|full|entire|all|komplette|completa|complète|int[eé]grale?)"
_OF = r"[ :#№+-]{0,3}"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


EPISODE: Final = _any(
    r"(?<!\w)[st]\d{1,4}[] \[,x-]{0,3}(?:ep?|p|afl) ?-?[\do]{1,5}",  # S01E02v2, S01 E02, [T01][E02], S01EO2
    r"(?<!\w)s\d{1,2}x\d{1,3}",  # S01x02
    r"[a-z]s\d\de\d\d",  # lampS01E02
    r"(?<!\w)\d{1,2}e\d\d(?!\w)",  # 01E02
    r"(?<![\w-])e\d{2,5}(?:v\d)?(?!\w)|(?<=-)e\d\d(?=-)",  # E02
    r"(?<!\w)e\d{1,4} ?- ?e?\d",  # E1-E9999
    rf"(?<!\w)\d{{1,2}}x\d{{2,4}}(?:x\d{{2,3}}){{0,9}}(?!\w)(?! \(?{_ANY_YEAR}(?!\w))",  # 1x02, but 10x10 (2018)
    rf"(?<=[\w!-][ -])(?!4x[34]|16x9)\d{{1,2}}x\d(?!\w)(?! \(?{_ANY_YEAR}(?!\w))",  # Title 1x2, but 16x9
    r"(?<!\w)\d{4}x\d{2,3}(?!\d)",  # 2024x05
    rf"(?<!\w){_EPISODE}{_OF}\d{{1,5}}|(?<!\w)\d{{1,5}} ?(?:-я )?{_EPISODE}(?!\w)",  # Folge 2, 2. bölüm
    r"第 ?\d{1,4} ?(?:[-~] ?\d{1,4} ?)?[話话集回화회]|全 ?\d{1,4} ?[話话集回]|\d ?[話话集화회](?!\w)",
)
"""What stands in names of episodes only."""

SEASON: Final = _any(
    r"(?<![\w'])(?<!^)s\d{1,2}(?!\w)|^s\d\d?$",  # Title S1, but S1 Title
    r"(?<!\w)s\d\d(?=dvd|d\d|extra|-?s?\d\d|$)",  # S01-S03, S01D2
    rf"(?<![\w'])s{_CENTURY}(?!\w)|(?<!\w)s \d\d(?= ?{TAG})",  # S2024, S 01 1080p
    rf"(?<!\w)\d{{1,2}}[^\W\d]{{0,3}}°?[ -]?{_SEASON}(?!\w)",  # 2nd Season, 2ª Temporada
    rf"(?<!\w){_SEASON}{_OF}\d{{1,2}}(?!\d)",  # Staffel 2
    rf"(?<!\w){_ORDINAL} (?:season|series|staffel|saison|temporada)(?!\w)|(?<!\w)season {_ORDINAL}(?!\w)",
    r"第 ?[\d一二三四五六七八九十]{1,3} ?季",
    rf"(?<!\w){_WHOLE}[ -](?:tv[ -])?(?:series|seasons?|s[eé]rie|show|temporada|saisons?|episodes)(?!\w)",
    rf"(?<!\w)s[eé]rie {_WHOLE}(?!\w)|(?<!\w)mini ?-?s[eé]ries?(?!\w)|(?<!\w)tv series(?!\w)",
)
"""What stands in names of seasons and whole shows only."""

NAMED_EPISODE: Final = re.compile(rf"(?<!\w){_NAMED_EPISODE}{_OF}\d{{1,5}}|(?<!\w)\d{{1,5}} {_NAMED_EPISODE}(?!\w)")
"""An episode, or where a year follows, a film that is called one."""

_DAY, _MONTH = r"(?:0[1-9]|[12]\d|3[01])", "(?:0[1-9]|1[0-2])"
_SHORT_DAY, _SHORT_MONTH = r"(?:0?[1-9]|[12]\d|3[01])", "(?:0?[1-9]|1[0-2])"
_NTH_DAY = rf"{_SHORT_DAY}(?:st|nd|rd|th)?"
_MONTH_NAME = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATES = (
    rf"{_CENTURY}(?P<ymd>[ /-]?){_MONTH}(?P=ymd){_DAY}",  # 2024-03-15, 20240315
    rf"{_CENTURY}(?P<ydm>[ /-]){_DAY}(?P=ydm){_MONTH}",  # 2024.15.03
    rf"{_CENTURY} {_MONTH}{_DAY}",  # 2024.0315
    rf"{_SHORT_DAY}(?P<dmy>[ /-]){_SHORT_MONTH}(?P=dmy){_CENTURY}",  # 15.3.2024
    rf"{_SHORT_MONTH}(?P<mdy>[ /-]){_SHORT_DAY}(?P=mdy){_CENTURY}",  # 3/15/2024
    rf"{_NTH_DAY}[ -]{_MONTH_NAME}[ -]{_CENTURY}|{_MONTH_NAME} {_NTH_DAY},? {_CENTURY}",  # 15th March 2024
    rf"(?:{_MONTH}-{_DAY}|{_DAY}-{_MONTH})-\d\d(?! {_ANY_YEAR})",  # 03-15-24, but 11-11-11 2011
)
DATE: Final = re.compile(rf"(?<![\w-])(?:{'|'.join(_DATES)})(?!\w)")

_BEHIND = rf" ?(?:[\[({TAG}]|$)"
_END = r"(?: ?(?:end|fin|完|\(end\)|oad|ova|tv))?"
_NUMBER = rf"{_NO_YEAR}\d{{1,4}}(?: 5)?(?: ?v\d|[a-c](?!\w)|')?"
_SEQUEL = rf"[1-9]\d? \(?{_ANY_YEAR}"

NUMBER: Final = _any(
    rf"(?<= - )(?!{_SEQUEL}){_NUMBER}(?:[ &+~-]{{1,3}}\d{{1,4}}){{0,9}}{_END}(?= ?[|-]|{_BEHIND})",  # Title - 05v2 [x]
    rf"(?<!^)\[(?:tv )?{_NUMBER}(?:[ ~-]\d{{2,4}})?{_END}\]|\[\d{{1,2}} \d\d\]",  # [05 END], [01-12], [1.05]
    rf"(?<!\w){_NO_YEAR}\d{{1,4}} ?[-~+] ?\d{{2,4}}(?=\)|{_BEHIND})",  # 01-12 (1080p)
    r"(?<!\w)#\d{1,4}(?!\w)|^\d{1,2}-\d\d (?=\w)",  # #115, 4-13 Title
    r"(?<!cd )(?<!disc )(?<!disk )(?<!dvd )(?<!\w)\d{1,3} ?(?:of|из|із|von|sur) ?\d{1,3}(?!\w)",  # 1of3
    r"(?<!\w)(?:ova|oad|ona|sp|ex|nc(?:op|ed))[ -]?\d{1,2}(?!\w)",  # SP01
    rf"(?<= ){_NO_YEAR}\d{{2,4}} ?v\d(?!\w)",  # Title 05v2
    r"(?<!\w)(?:christmas|xmas|anniversary) special(?!\w)",
    rf"{_CENTURY}\)? \d{{2,3}}(?={_BEHIND})",  # Title (2009) 04 [720p]
)
"""What is an episode's number, but in the name of a film."""

LONE_NUMBER: Final = _any(
    r"(?<!cd )(?<=[^\s\d-] )0\d(?!\w)|(?<= )0\d \d\d(?!\w)",  # Title 05 Name, Title 02 05
    rf"(?<= )0\d(?={_BEHIND})|(?<=[^\s\d])-0\d(?=-|{_BEHIND})",  # Title-05-Name
)
"""What is an episode's number where the name has no year."""

FANSUB_NUMBER: Final = _any(
    r"^\d{2,4} - |^0\d |(?<=- )\d{2,4} ",  # [Group] 05 - Title
    rf"(?<=[ -]){_NO_YEAR}\d{{2,4}}(?:v\d|[a-c](?!\w))?{_END}(?={_BEHIND})",  # [Group] Title 05 [720p]
    r"(?<!\w)(?:ova|oad|ona)(?: ?\d+)?(?!\w)|(?<!\w)vol(?:ume)? ?\d+(?!\w)",
)
"""What is an episode's number where fans translate anime."""

_PART_NUMBER = rf"(?:\d{{1,2}}|[ivx]{{1,4}}|{_ORDINAL})(?!\w)"

TV_NUMBER: Final = _any(
    rf"(?<!\w){_NO_YEAR}\d{{2,5}} ?{TAG}",  # Title 104 HDTV
    rf"(?<!\w)(?:part|pt) ?{_PART_NUMBER}|(?<!\w)special(?!\w)",
)
"""What is an episode's number where the release was recorded from television."""

SEQUEL: Final = _any(
    rf"(?<=\w ){_NO_YEAR}\d{{2,4}}(?= ?-|{_BEHIND})",  # Room 237
    rf"(?<!\w)(?:part|pt|vol|volume) ?{_PART_NUMBER}",
)
"""What may be an episode's number or a part of the title."""

LESSON: Final = re.compile(r"^(?:lecture|lesson|module|unit|chapter|kapitel) ?\d")
PLACE: Final = re.compile(r"^(?:0\d{1,2}(?:-\d{1,3})?(?: - ?|-| (?=\w))|\d{3}(?:-\d{3})? - )")
"""A place in a list, of episodes, films or lessons: 01 - Title."""

COMPLETE: Final = re.compile(rf"(?<!\w)complete(?={_BEHIND})")
COMPLETE_DISC: Final = re.compile(r"(?<!\w)complete (?:uhd )?(?:m?blu-?ray|bd|m?dvd|pal|ntsc|hd-?ts|cam)")

"""The patterns with which release names are read (pure): their numbers, and their words for quality, music and others.

They read names as `release_name.plain` writes them: in lower case, words separated by single spaces. In those for
numbers `TAG` stands for every mark of quality. What repeats in a pattern is bounded, so that each takes time in
proportion to the name.
"""

import re
from typing import Final

TAG: Final = "¤"
"""Stands for the marks of quality of picture and sound."""

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
"""Matches names of episodes only."""

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
"""Matches names of seasons and whole shows only."""

NAMED_EPISODE: Final = re.compile(rf"(?<!\w){_NAMED_EPISODE}{_OF}\d{{1,5}}|(?<!\w)\d{{1,5}} {_NAMED_EPISODE}(?!\w)")
"""An episode, or if a year follows, a movie with that word in its title."""

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

# what may follow a number: nothing, a bracket or a tag
_END_OF_TITLE = rf" ?(?:[\[({TAG}]|$)"
_END = r"(?: ?(?:end|fin|完|\(end\)|oad|ova|tv))?"
_NUMBER = rf"{_NO_YEAR}\d{{1,4}}(?: 5)?(?: ?v\d|[a-c](?!\w)|')?"
_SEQUEL = rf"[1-9]\d? \(?{_ANY_YEAR}"

NUMBER: Final = _any(
    rf"(?<= - )(?!{_SEQUEL}){_NUMBER}(?:[ &+~-]{{1,3}}\d{{1,4}}){{0,9}}{_END}(?= ?[|-]|{_END_OF_TITLE})",  # Title - 05
    rf"(?<!^)\[(?:tv )?{_NUMBER}(?:[ ~-]\d{{2,4}})?{_END}\]|\[\d{{1,2}} \d\d\]",  # [05 END], [01-12], [1.05]
    rf"(?<!\w){_NO_YEAR}\d{{1,4}} ?[-~+] ?\d{{2,4}}(?=\)|{_END_OF_TITLE})",  # 01-12 (1080p)
    r"(?<!\w)#\d{1,4}(?!\w)|^\d{1,2}-\d\d (?=\w)",  # #115, 4-13 Title
    r"(?<!cd )(?<!disc )(?<!disk )(?<!dvd )(?<!\w)\d{1,3} ?(?:of|из|із|von|sur) ?\d{1,3}(?!\w)",  # 1of3
    r"(?<!\w)(?:ova|oad|ona|sp|ex|nc(?:op|ed))[ -]?\d{1,2}(?!\w)",  # SP01
    rf"(?<= ){_NO_YEAR}\d{{2,4}} ?v\d(?!\w)",  # Title 05v2
    r"(?<!\w)(?:christmas|xmas|anniversary) special(?!\w)",
    rf"{_CENTURY}\)? \d{{2,3}}(?={_END_OF_TITLE})",  # Title (2009) 04 [720p]
)
"""The number of an episode, except in the name of a movie."""

LONE_NUMBER: Final = _any(
    r"(?<!cd )(?<=[^\s\d-] )0\d(?!\w)|(?<= )0\d \d\d(?!\w)",  # Title 05 Name, Title 02 05
    rf"(?<= )0\d(?={_END_OF_TITLE})|(?<=[^\s\d])-0\d(?=-|{_END_OF_TITLE})",  # Title-05-Name
)
"""The number of an episode, if the name has no year."""

FANSUB_NUMBER: Final = _any(
    r"^\d{2,4} - |^0\d |(?<=- )\d{2,4} ",  # [Group] 05 - Title
    rf"(?<=[ -]){_NO_YEAR}\d{{2,4}}(?:v\d|[a-c](?!\w))?{_END}(?={_END_OF_TITLE})",  # [Group] Title 05 [720p]
    r"(?<!\w)(?:ova|oad|ona)(?: ?\d+)?(?!\w)|(?<!\w)vol(?:ume)? ?\d+(?!\w)",
)
"""The number of an episode in fan translations of anime."""

_PART_NUMBER = rf"(?:\d{{1,2}}|[ivx]{{1,4}}|{_ORDINAL})(?!\w)"

TV_NUMBER: Final = _any(
    rf"(?<!\w){_NO_YEAR}\d{{2,5}} ?{TAG}",  # Title 104 HDTV
    rf"(?<!\w)(?:part|pt) ?{_PART_NUMBER}|(?<!\w)special(?!\w)",
)
"""The number of an episode, if the release was recorded from television."""

AMBIGUOUS_NUMBER: Final = _any(
    rf"(?<=\w ){_NO_YEAR}\d{{2,4}}(?= ?-|{_END_OF_TITLE})",  # Room 237
    rf"(?<!\w)(?:part|pt|vol|volume) ?{_PART_NUMBER}",
)
"""A number that may be an episode's or a part of the title."""

LESSON: Final = re.compile(r"^(?:lecture|lesson|module|unit|chapter|kapitel) ?\d")
LIST_POSITION: Final = re.compile(r"^(?:0\d{1,2}(?:-\d{1,3})?(?: - ?|-| (?=\w))|\d{3}(?:-\d{3})? - )")
"""The position in a list of episodes, movies or lessons: 01 - Title."""

COMPLETE: Final = re.compile(rf"(?<!\w)complete(?={_END_OF_TITLE})")
COMPLETE_DISC: Final = re.compile(r"(?<!\w)complete (?:uhd )?(?:m?blu-?ray|bd|m?dvd|pal|ntsc|hd-?ts|cam)")


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


TV_SOURCE: Final = _words(r"[adp]?(?:hd|pd|sd)tv(?:rip|mux)?", "dsr(?:ip)?", "(?:tv|ds|dth|sat|dvb)[ -]?rip", "ppv")
"""Recorded from television."""

PICTURE: Final = _words(
    # resolution
    r"\d{3,4} ?[ip]\d{0,3}",
    r"(?!20[0-3]\dx[0-3]\d\d(?!\d))\d{3,4} ?[x×] ?\d{3,4}p?",  # 1920x1080, but 2016x231 is an episode
    "[248]k|uhd|fhd|qhd|full ?hd",
    # codec and colors
    r"[xh] ?26[456]\w{0,3}|hevc(?:10)?|avc|av1|vp9|vc-?1|xvid\w{0,3}|divx ?\d?|mpe?g-?[24]|hi10p?|hi444pp?",
    r"hdr(?:10)?\+?(?:plus)?|dovi|dolby vision|hlg|sdr",
    # source
    r"(?:m|uhd ?)?blu-?ray(?:\d{3,4}p)?|b[dr]-?(?:rip|mux|remux|r|25|50|66|100)|bd\d{3,4}p|(?:(?<=\[)|(?<=\())bd|remux",
    r"dvd-?(?:rip|scr|mux)|web-? ?(?:dl|rip|cap|mux|hd)(?:rip|mux)?",
    r"web(?= h?x?26[45]| [xh] ?26[45]| \d{3,4}p)|(?<=\d[ip] )web",
    r"[adp]?(?:hd|pd|sd)tv(?:rip|mux)?|dsr(?:ip)?|(?:tv|ds|dth|sat|dvb|hd|vhs|ppv|vod|dl)[ -]?rip|micro ?hd|hdlight",
    r"(?:hd-?)?(?:cam|telesync|telecine|ts|tc)(?:rip)?|(?:br|bd|web)-?scr(?:eener)?|r5|workprint",
    "vostfr|mkv|mp4|avi|wmv|h-?sbs|h-?ou|imax",
)
"""Marks of videos only."""

DISC: Final = _words(r"(?:\d{0,2} ?x ?|\d{1,2})?m?dvd(?:-?(?:r|full|\d{1,2}))?\d?|[ml]dvdr|[hs]d|pal|ntsc")
"""Marks of videos, and of games and concerts."""

SOUND: Final = _words(
    r"(?:dts(?:-?(?:hd|x|es))?(?: ?ma| hra)?|ddp?a?\+?|e?-?ac-?3|he-?aac|aac|flac|true-?hd|l?pcm|opus|ogg|mp3|atmos)"
    r"(?:[ +-]?\d ?\d(?:ch)?|[ -]?\d{3} ?(?:kbps)?)?(?: ?x ?\d)?",
    r"[12579] [0-2](?: ?ch| ?x ?\d)?(?! \d)|\d ?ch|dual[ -]?audio",
)
"""Marks of a video's sound; some are those of albums as well."""

MUSIC: Final = _words(
    "flac|mp3|alac|wavpack|vorbis|aac(?= ?,? ?256)|lossless|cd-?rip|vinyl ?rip|hi-?res|[1-9]cds?",
    r"(?:(?<=\[)|(?<=\())(?:128|160|192|224|256|320)(?=[\])])|\d{2,3} ?kbps|v[02] ?\(?vbr\)?",
    r"(?:16|24) ?-?bit(?:s?[ -]*(?:44|48|88|96|176|192) ?k(?:hz)?)?(?= ?(?:[\])]|web|flac|$))",
    r"soundtracks?|ost|discogra(?:ph|f)\w+|audio ?books?|abook|hörbuch|hörspiel|unabridged|podcast",
)
"""Marks of albums and audio books, if there are none of a video."""

SCENE_MUSIC: Final = re.compile(r"va ?-|[^-]+-.*-(?:19|20)[\dx]{2}-\w+(?:$|[ \[-])")
"""`Artist-Title-WEB-2016-GROUP`, the scene's names of music; `VA` are various artists."""

NOT_MEDIA: Final = _words(
    r"v ?\d+(?: \d+){1,3}\w?|(?:update|build|patch) ?v?\d[\d ]*",
    "epub|mobi|azw3?|pdf|e-?book|magazine|cb[rz]|comics?|light novels?|artbook|bookware",
    "xbox ?(?:360|one)?|ps[1-5p]|psx|nsw|nintendo|wii ?u?|3ds|nds|gog|dlc|season pass|fitgirl|codex|skidrow|roms?",
    r"keygen\w*|incl keys?|cracked|multilingual|x86|x64|win(?:32|64|nt\w*|all)|macosx?|linux|amd64|arm64",
)
"""Marks of games, programs and books, if there are none of a video."""

NOT_MEDIA_GROUP: Final = re.compile(
    r"(?<!\w)(?:xbox ?\w{0,3}|ps[1-5p]|wii ?u?|nsw|ngc|psp|nds|3ds|e-?book|mac|macosx?|linux|covers)(?: \w+)?-\w+$"
)
"""The ends of the scene's names of games, programs and books."""

MOVIE: Final = _words("movies?|films?|gekijouban|gekijōban|劇場版|剧场版|trilogy|duology|quadrilogy|anthology")
"""Words in the names of movies, also of numbered ones."""

EDITION: Final = _words(
    r"(?:director'?s?|final|theatrical|extended|fan)[ -]?(?:s )?(?:cut|edit|edition)|extended|unrated"
)
"""Words after the titles of movies."""

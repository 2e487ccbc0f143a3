"""The words with which release names mark quality, music, programs and books (pure).

The patterns read names as `release_name.plain` writes them: in lower case, words parted by single spaces.
"""

import re
from typing import Final


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


TV_SOURCE: Final = _words(r"[adp]?(?:hd|pd|sd)tv(?:rip|mux)?", "dsr(?:ip)?", "(?:tv|ds|dth|sat|dvb)[ -]?rip", "ppv")
"""Recorded from television."""

PICTURE: Final = _words(
    # resolution
    r"\d{3,4} ?[ip]\d{0,3}",
    r"(?!20[0-3]\dx[0-3]\d\d(?!\d))\d{3,4} ?[x×] ?\d{3,4}p?",  # 1920x1080, but 2016x231 is an episode
    "[248]k|uhd|fhd|qhd|full ?hd",
    # codec and colours
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
"""What only videos are marked with."""

DISC: Final = _words(r"(?:\d{0,2} ?x ?|\d{1,2})?m?dvd(?:-?(?:r|full|\d{1,2}))?\d?|[ml]dvdr|[hs]d|pal|ntsc")
"""What videos are marked with, but games and concerts as well."""

SOUND: Final = _words(
    r"(?:dts(?:-?(?:hd|x|es))?(?: ?ma| hra)?|ddp?a?\+?|e?-?ac-?3|he-?aac|aac|flac|true-?hd|l?pcm|opus|ogg|mp3|atmos)"
    r"(?:[ +-]?\d ?\d(?:ch)?|[ -]?\d{3} ?(?:kbps)?)?(?: ?x ?\d)?",
    r"[12579] [0-2](?: ?ch| ?x ?\d)?(?! \d)|\d ?ch|dual[ -]?audio",
)
"""How a video sounds; some of it stands behind albums as well."""

MUSIC: Final = _words(
    "flac|mp3|alac|wavpack|vorbis|aac(?= ?,? ?256)|lossless|cd-?rip|vinyl ?rip|hi-?res|[1-9]cds?",
    r"(?:(?<=\[)|(?<=\())(?:128|160|192|224|256|320)(?=[\])])|\d{2,3} ?kbps|v[02] ?\(?vbr\)?",
    r"(?:16|24) ?-?bit(?:s?[ -]*(?:44|48|88|96|176|192) ?k(?:hz)?)?(?= ?(?:[\])]|web|flac|$))",
    r"soundtracks?|ost|discogra(?:ph|f)\w+|audio ?books?|abook|hörbuch|hörspiel|unabridged|podcast",
)
"""What albums and audio books are marked with, where nothing speaks of a picture."""

SCENE_MUSIC: Final = re.compile(r"va ?-|[^-]+-.*-(?:19|20)[\dx]{2}-\w+(?:$|[ \[-])")
"""`Artist-Title-WEB-2016-GROUP`, as the scene calls its music; `VA` are various artists."""

NEITHER: Final = _words(
    r"v ?\d+(?: \d+){1,3}\w?|(?:update|build|patch) ?v?\d[\d ]*",
    "epub|mobi|azw3?|pdf|e-?book|magazine|cb[rz]|comics?|light novels?|artbook|bookware",
    "xbox ?(?:360|one)?|ps[1-5p]|psx|nsw|nintendo|wii ?u?|3ds|nds|gog|dlc|season pass|fitgirl|codex|skidrow|roms?",
    r"keygen\w*|incl keys?|cracked|multilingual|x86|x64|win(?:32|64|nt\w*|all)|macosx?|linux|amd64|arm64",
)
"""What games, programs and books are marked with, where nothing speaks of a picture."""

NEITHER_GROUP: Final = re.compile(
    r"(?<!\w)(?:xbox ?\w{0,3}|ps[1-5p]|wii ?u?|nsw|ngc|psp|nds|3ds|e-?book|mac|macosx?|linux|covers)(?: \w+)?-\w+$"
)
"""How the scene ends the names of games, programs and books."""

FILM: Final = _words("movies?|films?|gekijouban|gekijōban|劇場版|剧场版|trilogy|duology|quadrilogy|anthology")
"""What stands in the names of films, also of numbered ones."""

EDITION: Final = _words(
    r"(?:director'?s?|final|theatrical|extended|fan)[ -]?(?:s )?(?:cut|edit|edition)|extended|unrated"
)
"""What stands behind the titles of films."""

"""Versions of an item as Plex describes them: their quality, taken from the name of the file, and their streams."""

import re

from .library import Item, Media
from .nodes import Node, Value

SIZES = {"4k": (3840, 2160), "1080": (1920, 1080), "720": (1280, 720), "480": (720, 480)}
RESOLUTIONS = {"2160p": "4k", "4k": "4k", "uhd": "4k", "720p": "720", "480p": "480"}
LANGUAGES = {"en": ("English", "eng"), "de": ("Deutsch", "deu")}
CHANNELS = {"movie": 6, "episode": 2, "track": 2}
LAYOUTS = {2: "stereo", 6: "5.1(side)", 8: "7.1"}


def describe_version(media: Media, item: Item) -> dict[str, Value]:
    """Return the attributes of a `Media` that say what quality it has; lists have them, too."""
    channels = _channels(media, item)
    if item.type == "track":
        return {"audioChannels": channels, "audioCodec": "flac", "bitrate": 900}
    if item.type not in ("movie", "episode"):
        return {}
    resolution = _resolution(media)
    width, height = SIZES[resolution]
    return {
        "bitrate": 8000,
        "width": width,
        "height": height,
        "aspectRatio": 1.78,
        "audioChannels": channels,
        "audioCodec": "eac3",
        "videoCodec": "hevc" if _transfer(media) else "h264",
        "videoResolution": resolution,
        "videoFrameRate": "24p",
        "videoProfile": "main 10" if _transfer(media) else "high",
    }


def describe_streams(media: Media, item: Item) -> list[Node]:
    """Return the streams of a file, which Plex gives with single items only."""
    if item.type == "track":
        return [_audio(2, _channels(media, item), None)]
    if item.type not in ("movie", "episode"):
        return []
    audio = ("en", "de") if item.type == "movie" else ("en",)
    streams = [_video(media)]
    streams += [_audio(number, _channels(media, item), language) for number, language in enumerate(audio, 1)]
    return [*streams, *(_subtitle(number, language) for number, language in enumerate(LANGUAGES, 1 + len(audio)))]


def _video(media: Media) -> Node:
    width, height = SIZES[_resolution(media)]
    transfer = _transfer(media)
    attributes: dict[str, Value] = {
        "id": media.id * 100,
        "streamType": 1,
        "default": True,
        "codec": "hevc" if transfer else "h264",
        "index": 0,
        "bitDepth": 10 if transfer else 8,
        "colorPrimaries": "bt2020" if transfer else "bt709",
        "colorRange": "tv",
        "colorSpace": "bt2020nc" if transfer else "bt709",
        "colorTrc": transfer or "bt709",
        "height": height,
        "width": width,
        "displayTitle": _resolution(media),
    }
    if _has(media, "dv|dovi"):
        attributes |= {"DOVIPresent": True, "DOVIBLPresent": True, "DOVIProfile": 8, "DOVIVersion": "1.0"}
    return Node("Stream", attributes)


def _audio(number: int, channels: int, language: str | None) -> Node:
    attributes: dict[str, Value] = {
        "streamType": 2,
        "selected": number == 1,
        "index": number,
        "channels": channels,
        "audioChannelLayout": LAYOUTS[channels],
    }
    return Node("Stream", attributes | _language(language))


def _subtitle(number: int, language: str) -> Node:
    attributes: dict[str, Value] = {"streamType": 3, "codec": "srt", "index": number, "format": "srt"}
    return Node("Stream", attributes | _language(language))


def _language(tag: str | None) -> dict[str, Value]:
    if tag is None:
        return {}
    language, code = LANGUAGES[tag]
    return {"language": language, "languageTag": tag, "languageCode": code, "displayTitle": language}


def _resolution(media: Media) -> str:
    return next((value for name, value in RESOLUTIONS.items() if _has(media, name)), "1080")


def _transfer(media: Media) -> str | None:
    """Return the transfer characteristics of a file with HDR."""
    if _has(media, "hlg"):
        return "arib-std-b67"
    return "smpte2084" if _has(media, "hdr|hdr10|dv|dovi") else None


def _channels(media: Media, item: Item) -> int:
    return 8 if _has(media, "7.1") else CHANNELS.get(item.type, 2)


def _has(media: Media, words: str) -> bool:
    name = re.split(r"[\\/]", media.parts[0].file)[-1]
    return re.search(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])", name, re.IGNORECASE) is not None

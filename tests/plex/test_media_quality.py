"""The quality and languages of the files of Plex's items."""

import pytest

from custom_components.plex_arrivals.plex.models import PlexFile, PlexMediaItem

from . import canned


def movie(media: str) -> PlexMediaItem:
    xml = f'<MediaContainer><Video ratingKey="1" type="movie">{media}</Video></MediaContainer>'
    (converted,) = canned.items(xml.encode(), str)
    return converted


@pytest.mark.parametrize(
    ("media", "resolution", "channels"),
    [
        ('videoResolution="4k" audioChannels="8"', "4k", 8),
        ('videoResolution="1080" audioChannels="6"', "1080", 6),
        ('videoResolution="SD" audioChannels="2"', "sd", 2),
        ('audioChannels="2"', None, 2),
        ('videoResolution="" audioChannels="0"', None, None),
        ('videoResolution="one thousand" audioChannels="six"', None, None),
        (f'videoResolution="{"9" * 5000}" audioChannels="{"9" * 5000}"', None, None),
        ("", None, None),
    ],
)
def test_quality_of_a_version(media: str, resolution: str | None, channels: int | None) -> None:
    converted = movie(f'<Media {media}><Part file="/m/a.mkv" size="5"/></Media>')
    assert converted.files == (
        PlexFile(path="/m/a.mkv", size=5, resolution=resolution, hdr=None, audio_channels=channels),
    )
    assert (converted.resolution, converted.audio_channels) == (resolution, channels)


def test_quality_is_that_of_the_best_file() -> None:
    converted = movie(
        '<Media videoResolution="4k"><Part size="3"/></Media>'
        '<Media><Part file="/m/new.mkv"/></Media>'
        '<Media videoResolution="1080" audioChannels="6"><Part file="/m/a.mkv"/></Media>'
        '<Media videoResolution="720" audioChannels="2"><Part file="/m/b.mkv"/></Media>'
    )
    assert (converted.resolution, converted.audio_channels) == ("1080", 6), "a version without files is away"
    assert [file.resolution for file in converted.files] == [None, "1080", "720"]
    assert movie("").resolution is None


def test_versions_that_plex_has_made_do_not_count() -> None:
    converted = movie(
        '<Media videoResolution="720" audioChannels="2" proxyType="42" target="Optimized for Mobile">'
        '<Part file="/m/Plex Versions/Mobile/a.mp4"><Stream streamType="2" languageTag="fr"/></Part></Media>'
        '<Media videoResolution="1080"><Part file="/m/a.mkv"><Stream streamType="2" languageTag="en"/></Part></Media>'
    )
    assert [(file.path, file.resolution) for file in converted.files] == [("/m/a.mkv", "1080")]
    assert converted.audio_languages == ("en",)


@pytest.mark.parametrize(
    ("other", "best"),
    [
        (("1080", None, 2), ("4k", "smpte2084", 8)),
        (("sd", None, 6), ("576", None, 2)),
        (("720", None, 6), ("1080", None, 2)),
        (("1080", None, 6), ("1080", "smpte2084", 2)),
        (("1080", None, 2), ("1080", None, 6)),
    ],
)
def test_quality_of_several_versions_is_that_of_one(
    other: tuple[str, str | None, int], best: tuple[str, str | None, int]
) -> None:
    def version(resolution: str, color: str | None, channels: int) -> str:
        stream = f'<Stream streamType="1" colorTrc="{color or "bt709"}"/>'
        part = f'<Part file="/m/{resolution}-{channels}.mkv">{stream}</Part>'
        return f'<Media videoResolution="{resolution}" audioChannels="{channels}">{part}</Media>'

    for order in ((other, best), (best, other)):
        converted = movie("".join(version(*one) for one in order))
        hdr = "HDR10" if best[1] else None
        assert (converted.resolution, converted.hdr, converted.audio_channels) == (best[0], hdr, best[2])


@pytest.mark.parametrize(
    ("video", "hdr"),
    [
        ('streamType="1" colorTrc="smpte2084"', "HDR10"),
        ('streamType="1" colorTrc="arib-std-b67"', "HLG"),
        ('streamType="1" colorTrc="smpte2084" DOVIPresent="1"', "Dolby Vision"),
        ('streamType="1" DOVIPresent="1"', "Dolby Vision"),
        ('streamType="1" colorTrc="smpte2084" DOVIPresent="0"', "HDR10"),
        ('streamType="1" colorTrc="smpte2084" DOVIPresent="perhaps"', "HDR10"),
        ('streamType="1" colorTrc="bt709"', None),
        ('streamType="1" colorTrc="?"', None),
        ('streamType="1"', None),
        ('streamType="2" colorTrc="smpte2084"', None),
        ('streamType="one" colorTrc="smpte2084"', None),
    ],
)
def test_hdr(video: str, hdr: str | None) -> None:
    converted = movie(f'<Media><Part file="/m/a.mkv"><Stream {video}/></Part></Media>')
    assert converted.hdr == hdr
    assert converted.files[0].hdr == hdr


def test_hdr_is_that_of_the_first_video() -> None:
    streams = '<Stream streamType="1"/><Stream streamType="1" colorTrc="smpte2084"/>'
    assert movie(f'<Media><Part file="/m/a.mkv">{streams}</Part></Media>').hdr is None


def test_languages() -> None:
    converted = movie(
        '<Media><Part file="/m/a.mkv">'
        '<Stream streamType="1" languageTag="xx"/>'
        '<Stream streamType="2" languageTag="en" languageCode="eng"/>'
        '<Stream streamType="2" languageTag="en"/>'
        '<Stream streamType="2" languageCode="deu"/>'
        '<Stream streamType="2" languageTag="und"/>'
        '<Stream streamType="2" languageTag="not a language" languageCode="fra"/>'
        '<Stream streamType="2"/>'
        '<Stream streamType="3" languageTag="pt-BR"/>'
        '<Stream streamType="4" languageTag="sv"/>'
        '</Part></Media><Media><Part file="/m/b.mkv"><Stream streamType="2" languageTag="ja"/></Part></Media>'
    )
    assert converted.audio_languages == ("en", "deu", "fra", "ja")
    assert converted.subtitle_languages == ("pt-BR",)


def test_languages_are_limited() -> None:
    streams = "".join(f'<Stream streamType="3" languageTag="a{number}"/>' for number in range(500))
    converted = movie(f'<Media><Part file="/m/a.mkv">{streams}</Part></Media>')
    assert converted.subtitle_languages == tuple(f"a{number}" for number in range(20))

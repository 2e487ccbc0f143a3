"""From Plex's XML to our models."""

from datetime import UTC, date, datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, fromstring

from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals.plex.errors import PlexBadResponse
from custom_components.plex_arrivals.plex.models import LibraryType, PlexFile, PlexLibrary, PlexMediaItem
from custom_components.plex_arrivals.plex.parsing import parse_items, parse_libraries, parse_server_info, timestamp


def link(key: str) -> str:
    return f"link:{key}"


def item(xml: str) -> PlexMediaItem:
    (parsed,) = parse_items(fromstring(f'<MediaContainer librarySectionID="7">{xml}</MediaContainer>'), link)  # noqa: S314
    return parsed


def library(xml: str) -> PlexLibrary:
    (parsed,) = parse_libraries(fromstring(f"<MediaContainer>{xml}</MediaContainer>"))  # noqa: S314
    return parsed


def test_a_recorded_library() -> None:
    parsed = library(
        '<Directory allowSync="1" filters="1" refreshing="1" key="1" type="movie" title="Movies" '
        'agent="tv.plex.agents.movie" scanner="Plex Movie" language="en-US" updatedAt="1777346605" '
        'createdAt="1777346604" scannedAt="1777585301" content="1" contentChangedAt="74" hidden="0">'
        '<Location id="1" path="/media/Movies" /><Location id="2" path="/more" /></Directory>'
    )
    assert parsed == PlexLibrary(
        id="1",
        title="Movies",
        type=LibraryType.MOVIE,
        locations=("/media/Movies", "/more"),
        updated_at=datetime(2026, 4, 28, 3, 23, 25, tzinfo=UTC),
        scanned_at=datetime(2026, 4, 30, 21, 41, 41, tzinfo=UTC),
        refreshing=True,
        has_agent=True,
    )


@pytest.mark.parametrize(
    ("kind", "agent", "expected", "has_agent"),
    [
        ("movie", "tv.plex.agents.movie", LibraryType.MOVIE, True),
        ("movie", "com.plexapp.agents.none", LibraryType.OTHER, False),
        ("movie", "tv.plex.agents.none", LibraryType.OTHER, False),
        ("show", "tv.plex.agents.series", LibraryType.SHOW, True),
        ("show", "tv.plex.agents.none", LibraryType.SHOW, False),
        ("artist", "tv.plex.agents.music", LibraryType.MUSIC, True),
        ("photo", "tv.plex.agents.photo", LibraryType.PHOTO, False),
        ("hologram", "", LibraryType.OTHER, True),
    ],
)
def test_types_of_libraries(kind: str, agent: str, expected: LibraryType, *, has_agent: bool) -> None:
    parsed = library(f'<Directory key="1" type="{kind}" agent="{agent}"/>')
    assert (parsed.type, parsed.has_agent) == (expected, has_agent)


def test_a_library_without_a_key_is_none_and_one_without_a_title_has_its_key() -> None:
    container = fromstring('<MediaContainer><Directory title="x"/><Directory key="4"/></MediaContainer>')  # noqa: S314
    assert [(parsed.id, parsed.title) for parsed in parse_libraries(container)] == [("4", "4")]


def test_an_episode() -> None:
    parsed = item(
        '<Video ratingKey="30" parentRatingKey="20" grandparentRatingKey="10" guid="plex://episode/5d" '
        'type="episode" '
        'title="Pilot" grandparentTitle="Some Show" parentTitle="Season 2" parentIndex="2" index="5" '
        'summary=" It begins. " year="2024" audienceRating="7.5" viewCount="3" lastViewedAt="1700000100" '
        'duration="2500000" addedAt="1700000000" '
        'thumb="/library/metadata/30/thumb/1700000050" parentThumb="/library/metadata/20/thumb/1">'
        '<Media><Part file="/tv/a.mkv" size="11"/><Part file="/tv/b.mkv" size="x"/></Media>'
        '<Media><Part file="/4k/a.mkv"/><Part size="3"/></Media></Video>'
    )
    assert parsed == PlexMediaItem(
        id="30",
        type="episode",
        title="Pilot",
        url="link:30",
        library_id="7",
        year=2024,
        rating=7.5,
        summary="It begins.",
        added_at=datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC),
        duration=timedelta(seconds=2500),
        view_count=3,
        last_viewed_at=datetime(2023, 11, 14, 22, 15, tzinfo=UTC),
        show="Some Show",
        show_id="10",
        season=2,
        season_id="20",
        episode=5,
        artwork="1",
        artwork_id="20",
        matched=True,
        files=(
            PlexFile(path="/tv/a.mkv", size=11),
            PlexFile(path="/tv/b.mkv", size=None),
            PlexFile(path="/4k/a.mkv", size=None),
        ),
    )


def test_a_season_has_its_show() -> None:
    parsed = item(
        '<Directory ratingKey="20" type="season" title="Season 2" index="2" parentTitle="S" parentRatingKey="1"/>'
    )
    assert (parsed.title, parsed.show, parsed.show_id, parsed.season, parsed.episode) == ("Season 2", "S", "1", 2, None)


def test_a_track_links_to_its_album_and_has_its_artist() -> None:
    parsed = item(
        '<Track ratingKey="3" type="track" title="T" index="9" parentIndex="2" parentRatingKey="2" '
        'parentTitle="Album" grandparentRatingKey="1" grandparentTitle="Artist"/>'
    )
    assert (parsed.url, parsed.show, parsed.show_id, parsed.season_id) == ("link:2", "Artist", "1", "2")
    assert (parsed.season, parsed.episode, parsed.disc, parsed.track) == (None, None, 2, 9)


@pytest.mark.parametrize(
    ("guid", "album", "matched"),
    [
        ("local://3", "com.plexapp.agents.lastfm://x/y?lang=en", True),
        ("local://3", "plex://album/5d07cd8e", True),
        ("plex://track/5d07cd8f", "local://2", True),
        ("local://3", "local://2", False),
        ("com.plexapp.agents.none://3", "com.plexapp.agents.none://2?lang=xn", False),
        ("", "", False),
    ],
)
def test_a_track_is_matched_when_its_album_is(guid: str, album: str, *, matched: bool) -> None:
    parsed = item(f'<Track ratingKey="3" type="track" title="T" guid="{guid}" parentGuid="{album}"/>')
    assert parsed.matched is matched


def test_a_season_is_not_matched_by_what_is_around_it() -> None:
    parsed = item('<Directory ratingKey="3" type="season" title="T" guid="local://3" parentGuid="plex://show/5d"/>')
    assert not parsed.matched


def test_an_album_has_its_artist() -> None:
    parsed = item('<Directory ratingKey="2" type="album" parentTitle="Artist" parentRatingKey="1"/>')
    assert (parsed.url, parsed.show, parsed.show_id, parsed.season_id) == ("link:2", "Artist", "1", None)


@pytest.mark.parametrize(
    ("guid", "title", "matched"),
    [
        ("plex://movie/5d776", "Ember", True),
        ("com.plexapp.agents.imdb://tt9999999?lang=en", "Ember", True),
        ("plex://movie/5d776", "", False),
        ("plex://movie/5d776", "  ", False),
        ("local://42", "Ember", False),
        ("com.plexapp.agents.none://42", "Ember", False),
        ("tv.plex.agents.none://42", "Ember", False),
        ("com.plexapp.agents.localmedia://42", "Ember", True),
        ("", "Ember", False),
        ("5d776", "Ember", False),
    ],
)
def test_matched(guid: str, title: str, *, matched: bool) -> None:
    assert item(f'<Video ratingKey="1" guid="{guid}" title="{title}"/>').matched is matched


@pytest.mark.parametrize(
    ("thumbs", "artwork", "owner"),
    [
        ('thumb="/library/metadata/1/thumb/17"', "17", "1"),
        ('thumb="" parentThumb="/library/metadata/2/thumb/18"', "18", "2"),
        ('grandparentThumb="/library/metadata/3/thumb/19"', "19", "3"),
        ('type="track" thumb="/library/metadata/2/thumb/18"', "18", "2"),
        ('type="movie" thumb="/library/metadata/1/thumb/17" parentThumb="/library/metadata/2/thumb/18"', "17", "1"),
        ('thumb="/library/metadata/1/composite/17"', "17", None),
        ('thumb="https://example.com/poster.jpg?X-Plex-Token=secret"', "poster.jpg", None),
        ("", None, None),
    ],
)
def test_artwork(thumbs: str, artwork: str | None, owner: str | None) -> None:
    parsed = item(f'<Video ratingKey="1" {thumbs}/>')
    assert (parsed.artwork, parsed.artwork_id) == (artwork, owner)


@pytest.mark.parametrize(
    ("thumbs", "owner"),
    [
        ({"thumb": "1", "parentThumb": "2", "grandparentThumb": "3"}, "2"),
        ({"thumb": "1", "grandparentThumb": "3"}, "3"),
        ({"thumb": "1", "parentThumb": "3", "grandparentThumb": "3"}, "3"),
        ({"thumb": "1"}, "1"),
    ],
)
def test_an_episode_has_the_poster_of_its_season_or_show(thumbs: dict[str, str], owner: str) -> None:
    paths = " ".join(f'{name}="/library/metadata/{key}/thumb/1{key}"' for name, key in thumbs.items())
    parsed = item(f'<Video ratingKey="1" type="episode" {paths}/>')
    assert (parsed.artwork, parsed.artwork_id) == (f"1{owner}", owner)


@pytest.mark.parametrize(
    ("text", "aired"),
    [("2021-05-04", date(2021, 5, 4)), ("2021-05-04 12:00:00", date(2021, 5, 4)), ("2021", None), ("", None)],
)
def test_when_it_was_released(text: str, aired: date | None) -> None:
    assert item(f'<Video ratingKey="1" originallyAvailableAt="{text}"/>').aired == aired


def test_studio_and_genres() -> None:
    parsed = item('<Video ratingKey="1" studio="A"><Genre tag="Drama"/><Genre/><Genre tag="Crime"/></Video>')
    assert (parsed.studio, parsed.genres) == ("A", ("Drama", "Crime"))


def test_what_an_item_says_of_its_library_counts_before_what_the_list_says() -> None:
    assert item('<Video ratingKey="1" librarySectionID="9"/>').library_id == "9"


@pytest.mark.parametrize("value", [None, "", "0", "-5", "soon", "1e9", "9" * 30, "9" * 5000])
def test_nonsense_is_no_time(value: str | None) -> None:
    assert timestamp(value) is None


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "many", ""])
def test_nonsense_is_no_rating(value: str) -> None:
    assert item(f'<Video ratingKey="1" rating="{value}" audienceRating="5"/>').rating == 5


def test_a_server_has_to_say_which_it_is() -> None:
    with pytest.raises(PlexBadResponse):
        parse_server_info(Element("MediaContainer", friendlyName="Attic"), "http://plex")


NAMES = [
    "ratingKey", "key", "type", "title", "guid", "year", "rating", "audienceRating", "addedAt", "duration", "viewCount",
    "lastViewedAt", "index", "parentIndex", "thumb", "agent", "refreshing", "scannedAt", "updatedAt", "size", "file",
    "path", "librarySectionID", "parentRatingKey", "machineIdentifier",
]  # fmt: skip
VALUES = (
    st.text() | st.integers().map(str) | st.floats().map(str) | st.sampled_from(["movie", "episode", "track", "season"])
)


@st.composite
def elements(draw: st.DrawFn) -> Element:
    container = Element("MediaContainer", draw(st.dictionaries(st.sampled_from(NAMES), VALUES)))
    for _ in range(draw(st.integers(0, 3))):
        child = SubElement(container, draw(st.sampled_from(["Video", "Directory", "x"])))
        child.attrib.update(draw(st.dictionaries(st.sampled_from(NAMES), VALUES)))
        for tag in ("Location", "Media"):
            SubElement(
                SubElement(child, tag, draw(st.dictionaries(st.sampled_from(NAMES), VALUES))), "Part"
            ).attrib.update(draw(st.dictionaries(st.sampled_from(NAMES), VALUES)))
    return container


@given(elements())
def test_garbage_never_raises(container: Element) -> None:
    for parsed in parse_items(container, link):
        assert parsed.id
        assert parsed.view_count >= 0
    for found in parse_libraries(container):
        assert found.id
    if container.get("machineIdentifier", "").strip():
        parse_server_info(container, "http://plex")

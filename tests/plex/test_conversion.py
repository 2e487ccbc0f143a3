"""From Plex's XML through plexapi's objects to our models."""

from datetime import UTC, date, datetime, timedelta

import pytest

from custom_components.plex_arrivals.plex.errors import PlexBadResponse
from custom_components.plex_arrivals.plex.models import LibraryType, PlexFile, PlexLibrary, PlexMediaItem

from . import canned
from .canned import link


def item(xml: str) -> PlexMediaItem:
    (converted,) = canned.items(f'<MediaContainer librarySectionID="7">{xml}</MediaContainer>'.encode(), link)
    return converted


def library(xml: str) -> PlexLibrary:
    (converted,) = canned.libraries(f"<MediaContainer>{xml}</MediaContainer>".encode())
    return converted


def test_recorded_library() -> None:
    converted = library(
        '<Directory allowSync="1" filters="1" refreshing="1" key="1" type="movie" title="Movies" '
        'agent="tv.plex.agents.movie" scanner="Plex Movie" language="en-US" updatedAt="1777346605" '
        'createdAt="1777346604" scannedAt="1777585301" content="1" contentChangedAt="74" hidden="0">'
        '<Location id="1" path="/media/Movies" /><Location id="2" path="/more" /></Directory>'
    )
    assert converted == PlexLibrary(
        id="1",
        title="Movies",
        type=LibraryType.MOVIE,
        locations=("/media/Movies", "/more"),
        updated_at=datetime(2026, 4, 28, 3, 23, 25, tzinfo=UTC),
        scanned_at=datetime(2026, 4, 30, 21, 41, 41, tzinfo=UTC),
        changes=74,
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
def test_library_types(kind: str, agent: str, expected: LibraryType, *, has_agent: bool) -> None:
    converted = library(f'<Directory key="1" type="{kind}" agent="{agent}"/>')
    assert (converted.type, converted.has_agent) == (expected, has_agent)


def test_library_without_key_is_left_out_and_without_title_is_called_by_its_key() -> None:
    found = canned.libraries(b'<MediaContainer><Directory title="x"/><Directory key="4"/></MediaContainer>')
    assert [(one.id, one.title) for one in found] == [("4", "4")]


@pytest.mark.parametrize(("poster", "season_id"), [("20", "20"), ("10", None)])
def test_episode_of_a_hidden_season(poster: str, season_id: str | None) -> None:
    converted = item(
        '<Video ratingKey="30" grandparentRatingKey="10" type="episode" title="Pilot" skipParent="1" parentIndex="2" '
        f'grandparentTitle="Some Show" parentThumb="/library/metadata/{poster}/thumb/1"/>'
    )
    assert (converted.show_id, converted.season, converted.season_id) == ("10", 2, season_id)


def test_episode() -> None:
    converted = item(
        '<Video ratingKey="30" parentRatingKey="20" grandparentRatingKey="10" guid="plex://episode/5d" '
        'type="episode" '
        'title="Pilot" grandparentTitle="Some Show" parentTitle="Season 2" parentIndex="2" index="5" '
        'summary=" It begins. " year="2024" audienceRating="7.5" viewCount="3" lastViewedAt="1700000100" '
        'duration="2500000" addedAt="1700000000" '
        'thumb="/library/metadata/30/thumb/1700000050" parentThumb="/library/metadata/20/thumb/1">'
        '<Media><Part file="/tv/a.mkv" size="11"/><Part file="/tv/b.mkv" size="x"/></Media>'
        '<Media><Part file="/4k/a.mkv"/><Part size="3"/></Media></Video>'
    )
    assert converted == PlexMediaItem(
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


def test_season_has_its_show() -> None:
    converted = item(
        '<Directory ratingKey="20" type="season" title="Season 2" index="2" parentTitle="S" parentRatingKey="1"/>'
    )
    assert (converted.title, converted.show, converted.show_id, converted.season, converted.episode) == (
        "Season 2",
        "S",
        "1",
        2,
        None,
    )


def test_track_links_to_its_album_and_has_its_artist() -> None:
    converted = item(
        '<Track ratingKey="3" type="track" title="T" index="9" parentIndex="2" parentRatingKey="2" '
        'parentTitle="Album" grandparentRatingKey="1" grandparentTitle="Artist"/>'
    )
    assert (converted.url, converted.show, converted.show_id, converted.season_id) == ("link:2", "Artist", "1", "2")
    assert (converted.season, converted.episode, converted.disc, converted.track) == (None, None, 2, 9)


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
def test_track_is_matched_if_its_album_is(guid: str, album: str, *, matched: bool) -> None:
    converted = item(f'<Track ratingKey="3" type="track" title="T" guid="{guid}" parentGuid="{album}"/>')
    assert converted.matched is matched


def test_season_is_not_matched_by_its_show() -> None:
    converted = item('<Directory ratingKey="3" type="season" title="T" guid="local://3" parentGuid="plex://show/5d"/>')
    assert not converted.matched


def test_album_has_its_artist() -> None:
    converted = item('<Directory ratingKey="2" type="album" parentTitle="Artist" parentRatingKey="1"/>')
    assert (converted.url, converted.show, converted.show_id, converted.season_id) == ("link:2", "Artist", "1", None)


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
    ("element", "artwork", "owner"),
    [
        ('Video thumb="/library/metadata/1/thumb/17"', "17", "1"),
        ('Directory type="season" thumb="" parentThumb="/library/metadata/2/thumb/18"', "18", "2"),
        ('Track type="track" grandparentThumb="/library/metadata/3/thumb/19"', "19", "3"),
        ('Track type="track" thumb="/library/metadata/2/thumb/18"', "18", "2"),
        (
            'Track type="track" thumb="/library/metadata/1/thumb/17" parentThumb="/library/metadata/2/thumb/18"',
            "17",
            "1",
        ),
        ('Video thumb="/library/metadata/1/composite/17"', "17", None),
        ('Video thumb="https://example.com/poster.jpg?X-Plex-Token=secret"', "poster.jpg", None),
        ("Video", None, None),
    ],
)
def test_artwork(element: str, artwork: str | None, owner: str | None) -> None:
    converted = item(f'<{element} ratingKey="1"/>')
    assert (converted.artwork, converted.artwork_id) == (artwork, owner)


@pytest.mark.parametrize(
    ("thumbs", "owner"),
    [
        ({"thumb": "1", "parentThumb": "2", "grandparentThumb": "3"}, "2"),
        ({"thumb": "1", "grandparentThumb": "3"}, "3"),
        ({"thumb": "1", "parentThumb": "3", "grandparentThumb": "3"}, "3"),
        ({"thumb": "1"}, "1"),
    ],
)
def test_episode_has_the_poster_of_its_season_or_show(thumbs: dict[str, str], owner: str) -> None:
    paths = " ".join(f'{name}="/library/metadata/{key}/thumb/1{key}"' for name, key in thumbs.items())
    converted = item(f'<Video ratingKey="1" type="episode" {paths}/>')
    assert (converted.artwork, converted.artwork_id) == (f"1{owner}", owner)


@pytest.mark.parametrize(
    ("text", "aired"),
    [("2021-05-04", date(2021, 5, 4)), ("2021-05-04 12:00:00", date(2021, 5, 4)), ("2021", None), ("", None)],
)
def test_release_date(text: str, aired: date | None) -> None:
    assert item(f'<Video ratingKey="1" type="movie" originallyAvailableAt="{text}"/>').aired == aired


def test_studio_and_genres() -> None:
    converted = item(
        '<Video ratingKey="1" type="movie" studio="A"><Genre tag="Drama"/><Genre/><Genre tag="Crime"/></Video>'
    )
    assert (converted.studio, converted.genres) == ("A", ("Drama", "Crime"))


@pytest.mark.parametrize(
    ("guid", "ids"),
    [
        ("com.plexapp.agents.imdb://tt0133093?lang=en", ("imdb://tt0133093",)),
        ("com.plexapp.agents.thetvdb://4711?lang=en", ("tvdb://4711",)),
        ("com.plexapp.agents.themoviedb://603?lang=de", ("tmdb://603",)),
        ("com.plexapp.agents.thetvdb://4711/2/5?lang=en", ()),
        ("plex://movie/5d776d18f617c900201863b0", ()),
        ("local://7", ()),
    ],
)
def test_external_id_of_older_agents(guid: str, ids: tuple[str, ...]) -> None:
    assert item(f'<Video ratingKey="1" type="movie" guid="{guid}"/>').external_ids == ids


def test_external_ids() -> None:
    guids = "".join(f'<Guid id="{one}"/>' for one in ("imdb://tt0133093", "tmdb://603", ""))
    assert item(f'<Video ratingKey="1" type="movie">{guids}<Guid/></Video>').external_ids == (
        "imdb://tt0133093",
        "tmdb://603",
    )


def test_library_of_an_item_counts_before_that_of_its_list() -> None:
    assert item('<Video ratingKey="1" librarySectionID="9"/>').library_id == "9"


@pytest.mark.parametrize("value", [None, "", "0", "-5", "soon", "1e9", "9" * 30, "9" * 5000])
def test_nonsense_is_not_a_time(value: str | None) -> None:
    time = "" if value is None else f'addedAt="{value}" scannedAt="{value}"'
    assert item(f'<Video ratingKey="1" type="movie" {time}/>').added_at is None
    assert library(f'<Directory key="1" {time}/>').scanned_at is None


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "many", ""])
def test_nonsense_is_not_a_rating(value: str) -> None:
    assert item(f'<Video ratingKey="1" type="movie" rating="{value}" audienceRating="5"/>').rating == 5


def test_server_without_machine_identifier_is_refused() -> None:
    with pytest.raises(PlexBadResponse):
        canned.info(b'<MediaContainer friendlyName="Attic"/>')

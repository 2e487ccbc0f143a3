"""Deep links."""

from plexapi.server import PlexServer
import pytest

from custom_components.plex_arrivals.plex.links import LinkedItem, LinkStyle, app_url, item_url, library_url, parse_item

from .canned import CannedSession

MACHINE = "0123abcd"


@pytest.mark.parametrize(
    ("style", "server_url", "expected"),
    [
        (
            LinkStyle.HOSTED,
            "http://plex:32400",
            "https://app.plex.tv/desktop/#!/server/0123abcd/details?key=%2Flibrary%2Fmetadata%2F42",
        ),
        (
            LinkStyle.SERVER,
            "http://plex:32400",
            "http://plex:32400/web/index.html#!/server/0123abcd/details?key=%2Flibrary%2Fmetadata%2F42",
        ),
        (
            LinkStyle.SERVER,
            "https://home.example/plex/",
            "https://home.example/plex/web/index.html#!/server/0123abcd/details?key=%2Flibrary%2Fmetadata%2F42",
        ),
        (
            LinkStyle.MOBILE,
            "http://plex:32400",
            "plex://preplay/?metadataKey=%2Flibrary%2Fmetadata%2F42&server=0123abcd",
        ),
    ],
)
def test_item_url(style: LinkStyle, server_url: str, expected: str) -> None:
    assert item_url(style, machine_identifier=MACHINE, server_url=server_url, rating_key="42") == expected


HOSTED_LIBRARY = "https://app.plex.tv/desktop/#!/media/0123abcd/com.plexapp.plugins.library?source=3"


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (LinkStyle.HOSTED, HOSTED_LIBRARY),
        (
            LinkStyle.SERVER,
            "http://plex:32400/web/index.html#!/media/0123abcd/com.plexapp.plugins.library?source=3",
        ),
        pytest.param(LinkStyle.MOBILE, HOSTED_LIBRARY, id="mobile has none"),
    ],
)
def test_library_url(style: LinkStyle, expected: str) -> None:
    url = library_url(style, machine_identifier=MACHINE, server_url="http://plex:32400", library_id="3")
    assert url == expected


def test_ids_are_escaped() -> None:
    url = item_url(LinkStyle.HOSTED, machine_identifier="a/b?c#d", server_url="", rating_key="1&x=2#y")
    assert (
        url == "https://app.plex.tv/desktop/#!/server/a%2Fb%3Fc%23d/details?key=%2Flibrary%2Fmetadata%2F1%26x%3D2%23y"
    )


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (LinkStyle.HOSTED, "https://app.plex.tv/desktop/"),
        (LinkStyle.SERVER, "http://plex:32400/web/index.html"),
        (LinkStyle.MOBILE, "https://app.plex.tv/desktop/"),
    ],
)
def test_app_url(style: LinkStyle, expected: str) -> None:
    assert app_url(style, "http://plex:32400/") == expected


@pytest.mark.parametrize(
    "element",
    [
        '<Video ratingKey="42" key="/library/metadata/42" type="movie" title="Heat"/>',
        '<Directory ratingKey="42" key="/library/metadata/42/children" type="show" title="Some Show"/>',
        '<Directory ratingKey="42" key="/library/metadata/42/children" type="season" title="Season 1"/>',
        '<Video ratingKey="42" key="/library/metadata/42" type="episode" title="Pilot"/>',
        '<Directory ratingKey="42" key="/library/metadata/42/children" type="artist" title="Artist"/>',
        '<Directory ratingKey="42" key="/library/metadata/42/children" type="album" title="Album"/>',
        '<Track ratingKey="43" key="/library/metadata/43" parentKey="/library/metadata/42" type="track" title="Song"/>',
    ],
)
def test_item_url_is_that_of_plexapi(element: str) -> None:
    session = CannedSession(f'<MediaContainer machineIdentifier="{MACHINE}">{element}</MediaContainer>'.encode())
    server = PlexServer("http://plex:32400", "token", session=session)  # type: ignore[no-untyped-call]
    (item,) = server.fetchItems("/library/metadata/42")  # type: ignore[no-untyped-call]
    for style in (LinkStyle.HOSTED, LinkStyle.SERVER):
        base = app_url(style, "http://plex:32400")
        url = item_url(style, machine_identifier=MACHINE, server_url="http://plex:32400", rating_key="42")
        assert url == item.getWebURL(base)


@pytest.mark.parametrize("style", LinkStyle)
def test_link_is_read_back(style: LinkStyle) -> None:
    link = item_url(style, machine_identifier=MACHINE, server_url="http://plex:32400", rating_key="42")
    assert parse_item(f" {link}\n") == LinkedItem("42", MACHINE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("42", ("42", None)),
        ("/library/metadata/42", ("42", None)),
        ("/library/metadata/42/children", ("42", None)),
        (
            "https://app.plex.tv/desktop/#!/server/0123abcd/details?key=%2Flibrary%2Fmetadata%2F42&context=source%3Ahub",
            ("42", MACHINE),
        ),
        ("https://app.plex.tv/desktop/#!/server/0123abcd/details?context=x&key=/library/metadata/42", ("42", MACHINE)),
        ("https://app.plex.tv/web/app#!/server/0123abcd/details/%2Flibrary%2Fmetadata%2F42", ("42", MACHINE)),
        ("http://plex:32400/library/metadata/42?checkFiles=1&X-Plex-Token=secret", ("42", None)),
        ("http://plex:32400/library/metadata/42/children", ("42", None)),
        ("9" * 20, None),
        ("http://plex:32400/library/sections/42", None),
        ("http://plex:32400/library/metadata/42/thumb/1700000000", None),
        ("https://app.plex.tv/desktop/#!/provider/tv.plex.provider.vod/details?key=%2Flibrary%2Fmetadata%2F5d77", None),
        ("https://app.plex.tv/desktop/#!/media/0123abcd/com.plexapp.plugins.library?source=1", None),
        ("/library/metadata/42/", ("42", None)),
        ("https://1-2-3-4.0f.plex.direct:32400/library/metadata/42?checkFiles=1&X-Plex-Token=SECRET", ("42", None)),
        ("http://nas:32400/library/metadata/42/children?X-Plex-Token=SECRET", ("42", None)),
        (f"plex://{MACHINE}/42", ("42", MACHINE)),
        (f"plex://{MACHINE}/42?shuffle=1", ("42", MACHINE)),
        (
            f"http://nas/web/index.html#!/server/{MACHINE}/details?key=%2Flibrary%2Fmetadata%2F42%3FincludeGuids%3D1",
            ("42", MACHINE),
        ),
        (f"https://app.plex.tv/#!/server/{MACHINE}/details?key=%252Flibrary%252Fmetadata%252F42", ("42", MACHINE)),
        ("http://nas:32400/library/metadata/42,43", None),
        ("http://nas:32400/library/sections/42?X-Plex-Token=SECRET", None),
        ("\u0664\u0662", None),
        ("https://watch.plex.tv/movie/copper-sky", None),
        ("Copper Sky", None),
        ("", None),
    ],
)
def test_item_of_a_link(text: str, expected: tuple[str, str | None] | None) -> None:
    assert parse_item(text) == expected

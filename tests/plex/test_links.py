"""The deep links, as tables."""

import pytest

from custom_components.plex_arrivals.plex.links import LinkStyle, app_url, item_url, library_url

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
def test_item(style: LinkStyle, server_url: str, expected: str) -> None:
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
def test_library(style: LinkStyle, expected: str) -> None:
    url = library_url(style, machine_identifier=MACHINE, server_url="http://plex:32400", library_id="3")
    assert url == expected


def test_odd_ids_cannot_break_out_of_their_place() -> None:
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
def test_web_app(style: LinkStyle, expected: str) -> None:
    assert app_url(style, "http://plex:32400/") == expected

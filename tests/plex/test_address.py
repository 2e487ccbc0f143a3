"""Addresses of servers as users enter them."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals.plex.address import candidates, https_redirect_target, urls_after_move


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plex", "http://plex:32400"),
        ("  192.168.1.5\n", "http://192.168.1.5:32400"),
        ("host:32400", "http://host:32400"),
        ("host:8080/", "http://host:8080"),
        ("//host:32400/web", "http://host:32400"),
        ("http://host", "http://host:32400"),
        ("http://host:80", "http://host:80"),
        ("https://x", "https://x"),
        ("HTTPS://Plex.Example.COM//", "https://plex.example.com"),
        ("http://host:32400/web/index.html#!/server/abc/details?key=%2Flibrary", "http://host:32400"),
        ("http://host:32400/library/sections?X-Plex-Token=abc", "http://host:32400"),
        ("http://host:32400?X-Plex-Token=abc", "http://host:32400"),
        ("http://host:32400/identity", "http://host:32400"),
        ("https://home.example/plex/", "https://home.example/plex"),
        ("https://home.example//plex/web/index.html#!/", "https://home.example/plex"),
        ("https://home.example/website", "https://home.example/website"),
        ("fe80::1", "http://[fe80::1]:32400"),
        ("[fe80::1]", "http://[fe80::1]:32400"),
        ("[FE80::1]:1234", "http://[fe80::1]:1234"),
        ("https://[2001:db8::1]/plex", "https://[2001:db8::1]/plex"),
        ("192-168-1-5.0123abcd.plex.direct:32400", "https://192-168-1-5.0123abcd.plex.direct:32400"),
        ("192-168-1-5.0123abcd.plex.direct", "https://192-168-1-5.0123abcd.plex.direct:32400"),
        ("plex.example.com:443", "https://plex.example.com:443"),
        ("my_nas.local", "http://my_nas.local:32400"),
        ("münchen", "http://münchen:32400"),
    ],
)
def test_address_is_normalized(text: str, expected: str) -> None:
    assert candidates(text)[0] == expected
    assert candidates(expected)[0] == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "http://",
        "a host",
        "ftp://host",
        "plex://preplay",
        "https://app.plex.tv/desktop/#!/server/abc",
        "plex.tv",
        "999.1.1.1",
        "192.168.1",
        "host:0",
        "host:99999",
        "host:abc",
        "http://[::1",
        "[zz]",
        "a..b",
        "-host",
        "user:secret@host",
        "http://user:secret@host:32400",
    ],
)
def test_invalid_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refusal:
        candidates(text)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nas", ["http://nas:32400", "https://nas:32400"]),
        ("nas:1", ["http://nas:1", "https://nas:1"]),
        (
            "plex.home.example",
            ["http://plex.home.example:32400", "https://plex.home.example:32400", "https://plex.home.example"],
        ),
        ("http://nas/plex", ["http://nas:32400/plex", "http://nas/plex", "https://nas:32400/plex"]),
        ("http://nas:1", ["http://nas:1", "https://nas:1"]),
        (
            "http://plex.example.com",
            [
                "http://plex.example.com:32400",
                "http://plex.example.com",
                "https://plex.example.com:32400",
                "https://plex.example.com",
            ],
        ),
        (
            "http://plex.example.com:80",
            ["http://plex.example.com:80", "https://plex.example.com:80", "https://plex.example.com"],
        ),
        ("https://nas", ["https://nas", "https://nas:32400"]),
        ("https://nas:1", ["https://nas:1"]),
        pytest.param("10.0.0.1", ["http://10.0.0.1:32400", "https://10.0.0.1:32400"], id="never a router's page"),
    ],
)
def test_candidates(text: str, expected: list[str]) -> None:
    assert candidates(text) == expected


@pytest.mark.parametrize(
    ("url", "location", "expected"),
    [
        ("http://nas:8080", "https://nas/", "https://nas"),
        ("http://nas", "https://nas:8443/identity", "https://nas:8443"),
        ("http://nas/plex", "https://NAS/plex/", "https://nas/plex"),
        ("http://nas:32400", "https://nas:32400/web/index.html", "https://nas:32400"),
        ("http://nas:32400", "http://nas:32400/web/index.html", None),
        ("https://nas:32400", "https://nas/", None),
        pytest.param("http://nas", "https://other/", None, id="another host gets no token"),
        ("http://nas", "/web", None),
        ("http://nas", "", None),
        ("http://nas", "https://[", None),
    ],
)
def test_redirect_to_https(url: str, location: str, expected: str | None) -> None:
    assert https_redirect_target(url, location) == expected


@given(st.text() | st.from_regex(r"(https?://)?[a-z0-9.:\[\]@/?#-]*", fullmatch=True))
def test_any_text_returns_clean_urls_or_raises_value_error(text: str) -> None:
    try:
        urls = candidates(text)
    except ValueError:
        return
    assert len(set(urls)) == len(urls) > 0
    for url in urls:
        parts = urlsplit(url)
        assert parts.scheme in {"http", "https"}
        assert parts.hostname
        assert not parts.query
        assert not parts.fragment
        assert not url.endswith("/")


@given(st.from_regex(r"https://[a-z0-9.-]+(:[0-9]{1,5})?/?", fullmatch=True))
def test_https_never_becomes_http(text: str) -> None:
    try:
        urls = candidates(text)
    except ValueError:
        return
    assert all(url.startswith("https://") for url in urls)


DIRECT = "5b3c0a1e2f.plex.direct"


@pytest.mark.parametrize(
    ("url", "ip", "expected"),
    [
        ("http://192.168.1.5:32400", "192.168.1.9", ["http://192.168.1.9:32400"]),
        ("http://192.168.1.5:32400", "192.168.1.5", []),
        (
            "http://192.168.1.5:8080/plex",
            "192.168.1.9",
            ["http://192.168.1.9:8080/plex", "http://192.168.1.9:32400/plex"],
        ),
        ("http://192.168.1.5:8080", "192.168.1.5", ["http://192.168.1.5:32400"]),
        ("https://192.168.1.5", "192.168.1.9", ["https://192.168.1.9", "https://192.168.1.9:32400"]),
        ("http://192.168.1.5:32400", "fd00::5", ["http://[fd00::5]:32400"]),
        ("http://[fd00::5]:32400", "192.168.1.9", ["http://192.168.1.9:32400"]),
        (f"https://192-168-1-5.{DIRECT}:32400", "192.168.1.9", [f"https://192-168-1-9.{DIRECT}:32400"]),
        (f"https://192-168-1-5.{DIRECT}:32400", "192.168.1.5", []),
        (f"https://192-168-1-5.{DIRECT}:32400", "fd00::5", []),
        ("https://plex.example.org", "192.168.1.9", []),
        ("http://plex.local:32400", "192.168.1.9", []),
        ("http://plex:32400", "192.168.1.9", []),
        ("https://192-168-1-5.example.org:32400", "192.168.1.9", []),
    ],
)
def test_urls_at_another_ip_address(url: str, ip: str, expected: list[str]) -> None:
    assert urls_after_move(url, ip_address(ip), 32400) == expected

"""The devices of an account at plex.tv, and the URLs of its servers."""

from typing import Any

from hypothesis import given, strategies as st
import pytest

from custom_components.plex_arrivals.plex.resources import parse_servers
from testing.plex_tv import connection

DIRECT = "5b3c0a1e2f.plex.direct"


def device(**changes: Any) -> dict[str, Any]:
    usual = {
        "name": "Attic",
        "provides": "server",
        "owned": True,
        "clientIdentifier": "abc",
        "accessToken": "t0kEn",
        "httpsRequired": False,
        "connections": [],
    }
    return usual | changes


def at_home(ip: str, **changes: Any) -> dict[str, Any]:
    name = ip.replace(".", "-").replace(":", "-")
    return connection(f"https://{name}.{DIRECT}:32400", **{"address": ip, "port": 32400, **changes})


def urls(*connections: Any, **changes: Any) -> list[str]:
    (server,) = parse_servers([device(connections=list(connections), **changes)])
    return list(server.urls)


def test_server() -> None:
    (server,) = parse_servers([device(connections=[at_home("192.168.1.5")])])
    assert (server.name, server.machine_identifier, server.token) == ("Attic", "abc", "t0kEn")
    assert "t0kEn" not in repr(server)


@pytest.mark.parametrize("provides", ["server", "client,server", "server,pubsub-player"])
def test_device_that_provides_a_server(provides: str) -> None:
    assert parse_servers([device(provides=provides)])


@pytest.mark.parametrize(
    "changes",
    [
        {"provides": "client,player"},
        {"provides": None},
        {"owned": False},
        {"owned": 0},
        {"accessToken": None},
        {"accessToken": ""},
        {"clientIdentifier": ""},
        {"clientIdentifier": 7},
    ],
)
def test_other_devices_are_left_out(changes: dict[str, Any]) -> None:
    assert parse_servers([device(**changes), device(name="Cellar")])[0].name == "Cellar"
    assert len(parse_servers([device(**changes), device(name="Cellar")])) == 1


@pytest.mark.parametrize("document", [None, {}, {"errors": []}, "x", [None, 1, "x", []]])
def test_other_document_has_no_servers(document: Any) -> None:
    assert parse_servers(document) == []


def test_servers_are_in_order_of_name() -> None:
    names = [server.name for server in parse_servers([device(name=name) for name in ("loft", "Attic", None, "Cellar")])]
    assert names == ["Attic", "Cellar", "loft", "Plex"]


def test_local_https_comes_before_local_http_and_remote() -> None:
    outside = at_home("203.0.113.7", local=False)
    assert urls(outside, at_home("172.17.0.1"), at_home("192.168.1.5")) == [
        f"https://172-17-0-1.{DIRECT}:32400",
        f"https://192-168-1-5.{DIRECT}:32400",
        "http://172.17.0.1:32400",
        "http://192.168.1.5:32400",
        f"https://203-0-113-7.{DIRECT}:32400",
    ]


def test_server_that_requires_https_has_no_http_urls() -> None:
    found = urls(at_home("192.168.1.5"), connection("http://192.168.1.5:32400"), httpsRequired=True)
    assert found == [f"https://192-168-1-5.{DIRECT}:32400"]


def test_relay_is_not_used() -> None:
    assert urls(at_home("198.51.100.1", relay=True, local=False)) == []


def test_remote_http_is_not_used() -> None:
    assert urls(connection("http://203.0.113.7:32400", local=False)) == []


def test_custom_access_urls() -> None:
    """The "custom server access URLs" of the settings in Plex."""
    found = urls(
        connection("https://plex.example.org:443", local=False), connection("http://192.168.1.5:32400", local=True)
    )
    assert found == ["http://192.168.1.5:32400", "https://plex.example.org:443"]


def test_ipv6() -> None:
    found = urls(at_home("fd00::5", IPv6=True))
    assert found == [f"https://fd00--5.{DIRECT}:32400", "http://[fd00::5]:32400"]


@pytest.mark.parametrize(
    "odd",
    [
        None,
        {},
        {"uri": 5},
        {"uri": "ftp://x"},
        {"uri": "https://plex.tv"},
        connection("https://x:1", address=None),
        connection("https://x:1", address="plex.tv"),
        connection("https://x:1", port="1"),
    ],
)
def test_odd_connections_are_left_out(odd: Any) -> None:
    found = urls(odd, connection("http://192.168.1.5:32400"))
    assert "http://192.168.1.5:32400" in found
    assert set(found) <= {"http://192.168.1.5:32400", "https://x:1"}


def test_server_without_connections_has_no_urls() -> None:
    (server,) = parse_servers([device(connections="x")])
    assert server.urls == ()


def test_number_of_urls_is_bounded() -> None:
    assert len(urls(*[at_home(f"10.0.0.{number}") for number in range(200)])) == 20


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
    max_leaves=9,
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(device(), JSON)), JSON)
def test_nonsense_never_raises(changes: dict[str, Any], document: Any) -> None:
    parse_servers(document)
    parse_servers([device(**changes)])


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(connection("http://x:1"), JSON)))
def test_nonsense_in_a_connection_never_raises(changes: dict[str, Any]) -> None:
    for url in urls(connection("http://x:1") | changes):
        assert url.startswith(("http://", "https://"))

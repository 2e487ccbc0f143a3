"""The actions, as scripts and the REST API call them."""

import asyncio
from http import HTTPStatus
from pathlib import Path
from typing import Any

from homeassistant.config_entries import ConfigEntryDisabler
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError, Unauthorized
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator
import voluptuous as vol

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.coordinator import FRESH_SECONDS
from testing.plex_server import Fault, Location, PlexServer
from testing.waiting import until
from tests.loading import entry_set_up

FAULTS = [
    pytest.param(Fault.REFUSE, "cannot_connect", id="off"),
    pytest.param(Fault.MAINTENANCE, "not_ready", id="starting"),
    pytest.param(Fault.STATUS(401), "invalid_auth", id="token refused"),
    pytest.param(Fault.STATUS(403), "forbidden", id="forbidden"),
    pytest.param(Fault.HTML, "not_plex", id="a proxy's page"),
]


async def call(hass: HomeAssistant, action: str, **data: Any) -> dict[str, Any]:
    answer = await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=True)
    assert isinstance(answer, dict)
    return answer


async def scan(hass: HomeAssistant, **data: Any) -> None:
    await hass.services.async_call(DOMAIN, "refresh_library", data, blocking=True)


# Which server


async def test_server_is_optional(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    assert (await call(hass, "get_server_info"))["name"] == "Attic"
    assert (await call(hass, "get_server_info", config_entry_id=loaded.entry_id))["name"] == "Attic"


async def test_no_server(hass: HomeAssistant) -> None:
    assert await async_setup_component(hass, DOMAIN, {})
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "get_server_info")
    assert error.value.translation_key == "service_found_no_config_entry_for_domain"


async def test_server_that_is_not_loaded(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await hass.config_entries.async_unload(loaded.entry_id)
    for data in ({}, {"config_entry_id": loaded.entry_id}):
        with pytest.raises(ServiceValidationError) as error:
            await call(hass, "get_server_info", **data)
        assert error.value.translation_key == "service_config_entry_not_loaded"


async def test_server_that_does_not_exist(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "get_deliveries", config_entry_id="nonsense")
    assert error.value.translation_key == "service_config_entry_not_found"


async def test_server_is_required_with_two_servers(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    other = MockConfigEntry(
        domain=DOMAIN,
        title="Cellar",
        unique_id="cellar",
        data={**loaded.data, "url": "http://127.0.0.1:9", CONF_WEBHOOK_ID: "cellar"},
    )
    async with entry_set_up(hass, other):
        with pytest.raises(ServiceValidationError) as error:
            await scan(hass, library="Movies")
        assert error.value.translation_key == "service_found_multiple_config_entry_for_domain"
        await scan(hass, library="Movies", config_entry_id=loaded.entry_id)
        assert plex_server.scans == [("1", None)]
        assert (await call(hass, "get_server_info", config_entry_id=other.entry_id))["online"] is False
        await hass.config_entries.async_set_disabled_by(other.entry_id, ConfigEntryDisabler.USER)
        await scan(hass, library="Shows")


# refresh_library


@pytest.mark.parametrize("library", ["Movies", "movies", " MOVIES ", "1", 1])
async def test_scan_whole_library(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, library: str | int
) -> None:
    await scan(hass, library=library)
    assert plex_server.scans == [("1", None)]


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/media/movies", "/media/movies"),
        ("/media/movies/", "/media/movies"),
        ("/media//movies/Sable Coast (2010)/", "/media/movies/Sable Coast (2010)"),
        ("/media/movies/./Sable Coast (2010)", "/media/movies/Sable Coast (2010)"),
    ],
)
async def test_scan_folder(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, path: str, asked: str
) -> None:
    await scan(hass, library="Movies", path=path)
    assert plex_server.scans == [("1", asked)]


@pytest.mark.parametrize("path", ["/media/movies-4k", "/media", "/media/movies/../shows", "movies", r"C:\media\movies"])
async def test_folder_outside_library(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, path: str
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await scan(hass, library="Movies", path=path)
    assert error.value.translation_key == "path_outside_library"
    assert "/media/movies" in str(error.value)
    assert plex_server.scans == []


async def test_library_with_two_locations(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    folders = [Location(plex=f"/media/{name}", disk=tmp_path / name) for name in ("films", "more films")]
    plex_server.add_library("Films", "movie", folders)
    async with entry_set_up(hass, config_entry):
        await scan(hass, library="Films", path="/media/films/Sable Coast (2010)")
        await scan(hass, library="Films", path="/media/more films")
        assert plex_server.scans == [("4", "/media/films/Sable Coast (2010)"), ("4", "/media/more films")]
        with pytest.raises(ServiceValidationError) as error:
            await scan(hass, library="Films", path="/media/movies")
        assert error.value.translation_key == "path_outside_library"
        assert "/media/films, /media/more films" in str(error.value)


async def test_unknown_library(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await scan(hass, library="Films")
    assert error.value.translation_key == "no_such_library"
    assert str(error.value) == "Plex has no library named Films. Available libraries: Movies, Shows, Music"


async def test_new_library(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    coordinator = loaded.runtime_data.coordinator
    await until(lambda: coordinator._libraries_request.age > 1)
    plex_server.add_library("Films", "movie", [Location(plex="/media/films", disk=tmp_path / "films")])
    await scan(hass, library="Films")
    assert plex_server.scans == [("4", None)]


async def test_libraries_with_same_title(
    hass: HomeAssistant, config_entry: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    plex_server.add_library("movies", "movie", [Location(plex="/media/films", disk=tmp_path / "films")])
    plex_server.add_library("1", "movie", [Location(plex="/media/one", disk=tmp_path / "one")])
    async with entry_set_up(hass, config_entry):
        with pytest.raises(ServiceValidationError) as error:
            await scan(hass, library="Movies")
        assert error.value.translation_key == "ambiguous_library"
        assert str(error.value).endswith("1, 4")
        await scan(hass, library="1")
        assert plex_server.scans == [("1", None)], "the id counts before the title"


@pytest.mark.parametrize(("fault", "key"), FAULTS)
async def test_scan_while_plex_is_offline(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, key: str
) -> None:
    with plex_server.fail(fault):
        await loaded.runtime_data.coordinator.async_refresh()
        with pytest.raises(HomeAssistantError) as error:
            await scan(hass, library="Movies")
    assert not isinstance(error.value, ServiceValidationError)
    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)


@pytest.mark.parametrize(("fault", "key"), FAULTS[:-1])  # Plex answers a scan with a page
async def test_failing_scan(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, key: str
) -> None:
    with plex_server.fail(fault, "*/refresh"), pytest.raises(HomeAssistantError) as error:
        await scan(hass, library="Movies")
    assert not isinstance(error.value, ServiceValidationError)
    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)


async def test_scan_right_after_plex_is_online(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    """It was offline at the last update."""
    with plex_server.fail(Fault.REFUSE):
        await loaded.runtime_data.coordinator.async_refresh()
    assert not loaded.runtime_data.coordinator.online
    await scan(hass, library="Movies")
    assert plex_server.scans == [("1", None)]
    assert loaded.runtime_data.coordinator.online


async def test_other_server_is_not_scanned(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    plex_server.identity.machine_identifier = "another"
    await loaded.runtime_data.coordinator.async_refresh()
    for action in (scan(hass, library="Movies"), call(hass, "get_recently_added")):
        with pytest.raises(HomeAssistantError) as error:
            await action
        assert error.value.translation_key == "another_server"
    assert plex_server.scans == []


# download_completed


async def test_report_download(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    data = {"name": "Sable Coast", "path": "/media/movies/Sable Coast (2010)", "files": ["Sable Coast (2010).mkv"]}
    first = await call(hass, "download_completed", **data)
    assert first["library"] == "Movies"
    assert first["library_id"] == "1"
    assert first["state"] == "waiting"
    again = await call(hass, "download_completed", **data)
    assert again["delivery_id"] == first["delivery_id"]
    (delivery,) = (await call(hass, "get_deliveries"))["deliveries"]
    assert delivery["delivery_id"] == first["delivery_id"]
    assert delivery["download"]["name"] == "Sable Coast"


async def test_report_download_without_response(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    data = {"name": "Sable Coast", "path": "/media/movies/Sable Coast (2010)"}
    await hass.services.async_call(DOMAIN, "download_completed", data, blocking=True)
    assert len((await call(hass, "get_deliveries"))["deliveries"]) == 1


async def test_report_while_plex_is_offline(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    with plex_server.fail(Fault.REFUSE):
        await loaded.runtime_data.coordinator.async_refresh()
        answer = await call(hass, "download_completed", name="Sable Coast", path="/media/movies/Sable Coast (2010)")
    assert answer["delivery_id"]
    assert answer["library"] is None


async def test_report_is_accepted_while_plex_fails(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer
) -> None:
    coordinator = loaded.runtime_data.coordinator
    await until(lambda: coordinator._libraries_request.age > 1)
    with plex_server.fail(Fault.STATUS(500), "/library/sections"):
        answer = await call(hass, "download_completed", name="Sable Coast", path="/media/movies/Sable Coast (2010)")
    assert answer["delivery_id"]


async def test_report_of_unmatched_download(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    answer = await call(hass, "download_completed", name="something", path="/elsewhere/something")
    assert answer["library"] is None
    by_type = await call(hass, "download_completed", name="some", path="/elsewhere/some", media_type="music")
    assert by_type["library"] == "Music"


async def test_files_may_be_relative_or_absolute(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    await call(
        hass,
        "download_completed",
        name="Sable Coast",
        path="/d/Sable Coast",
        files=["a.mkv", "/d/Sable Coast/b.mkv"],
        category="c",
    )
    (delivery,) = loaded.runtime_data.manager.deliveries.values()
    assert [file.path for file in delivery.download.files] == ["/d/Sable Coast/a.mkv", "/d/Sable Coast/b.mkv"]
    assert delivery.download.category == "c"


async def test_path_that_is_not_absolute(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "download_completed", name="Sable Coast", path="Sable Coast")
    assert error.value.translation_key == "path_not_absolute"


@pytest.mark.parametrize("path", ["/", "//", "/films/..", "D:\\", "d:", "//nas/films", "\\\\nas\\films"])
async def test_path_that_is_a_root(hass: HomeAssistant, loaded: MockConfigEntry, path: str) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "download_completed", name="Sable Coast", path=path)
    assert error.value.translation_key in {"path_is_root", "path_not_absolute"}
    assert not loaded.runtime_data.manager.deliveries


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("refresh_library", {}),
        ("refresh_library", {"library": ["Movies"]}),
        ("refresh_library", {"library": "Movies", "path": ""}),
        ("refresh_library", {"library": "Movies", "force": True}),
        ("download_completed", {"name": "a"}),
        ("download_completed", {"path": "/a"}),
        ("download_completed", {"name": "", "path": "/a"}),
        ("download_completed", {"name": "a", "path": "/a", "media_type": "film"}),
        ("download_completed", {"name": "a", "path": "/a", "hash": "not a hash"}),
        ("download_completed", {"name": "a", "path": "/a", "hash": "b5c7e0a9f2d34e6f8a1b2c3d4e5f6071"}),
        ("download_completed", {"name": "a", "path": "/a/../b"}),
        ("download_completed", {"name": "a", "path": "/a", "files": ["../b"]}),
        ("download_completed", {"name": "a", "path": "/" + "a" * 5000}),
        ("download_completed", {"name": "a", "path": "/a", "files": ["a"] * 10_001}),
        ("get_recently_added", {"limit": 0}),
        ("get_recently_added", {"limit": 101}),
        ("get_deliveries", {"states": ["lost"]}),
        ("get_deliveries", {"limit": "many"}),
        ("get_server_info", {"token": "x"}),
    ],
)
async def test_invalid_data_is_refused(
    hass: HomeAssistant, loaded: MockConfigEntry, action: str, data: dict[str, Any]
) -> None:
    with pytest.raises(vol.Invalid):
        await hass.services.async_call(DOMAIN, action, data, blocking=True, return_response=action != "refresh_library")


# Reading data


async def test_recently_added(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    items = (await call(hass, "get_recently_added", library="shows", limit=1))["items"]
    assert len(items) == 1
    assert items[0]["show"] == "Harbour Watch"
    assert items[0]["library"] == "Shows"
    assert "/details?key=" in items[0]["url"]
    assert len((await call(hass, "get_recently_added"))["items"]) >= 4


@pytest.mark.parametrize(("fault", "key"), FAULTS)
async def test_recently_added_fails(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, fault: Fault, key: str
) -> None:
    with plex_server.fail(fault), pytest.raises(HomeAssistantError) as error:
        await call(hass, "get_recently_added")
    assert (error.value.translation_domain, error.value.translation_key) == (DOMAIN, key)


async def test_deliveries(hass: HomeAssistant, loaded: MockConfigEntry) -> None:
    for number in range(3):
        await call(hass, "download_completed", name=f"some {number}", path=f"/elsewhere/{number}")
    found = (await call(hass, "get_deliveries", limit=2))["deliveries"]
    assert [one["download"]["name"] for one in found] == ["some 2", "some 1"], "the latest first"
    await until(lambda: all(one.ended for one in loaded.runtime_data.manager.deliveries.values()))
    assert len((await call(hass, "get_deliveries", states="unmatched"))["deliveries"]) == 3
    assert (await call(hass, "get_deliveries", states=["waiting", "available"]))["deliveries"] == []


async def test_server_info(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    info = await call(hass, "get_server_info")
    assert info["online"] is True
    assert info["name"] == "Attic"
    assert info["version"] == plex_server.identity.version
    assert info["platform"] == "Linux"
    assert info["machine_identifier"] == plex_server.identity.machine_identifier
    assert info["updated_at"].endswith("+00:00")
    assert [(one["id"], one["title"], one["type"], one["locations"]) for one in info["libraries"]] == [
        ("1", "Movies", "movie", ["/media/movies"]),
        ("2", "Shows", "show", ["/media/shows"]),
        ("3", "Music", "music", ["/media/music"]),
    ]
    assert all(one["scanning"] is False and one["scanned_at"] for one in info["libraries"])


@pytest.mark.parametrize("has_responded", [False, True])
async def test_server_info_over_rest_while_plex_is_offline(
    hass: HomeAssistant,
    config_entry: MockConfigEntry,
    plex_server: PlexServer,
    hass_client: ClientSessionGenerator,
    has_responded: bool,
) -> None:
    assert await async_setup_component(hass, "api", {})
    rule = None if has_responded else plex_server.fail(Fault.REFUSE)
    async with entry_set_up(hass, config_entry):
        if has_responded:
            await until(lambda: plex_server.websockets)
            rule = plex_server.fail(Fault.REFUSE)
            await config_entry.runtime_data.coordinator.async_refresh()
        client = await hass_client()
        response = await client.post(f"/api/services/{DOMAIN}/get_server_info?return_response", json={})
        assert response.status == HTTPStatus.OK
        info = (await response.json())["service_response"]
        assert info["online"] is False
        assert info["name"] == "Attic"
        assert bool(info["libraries"]) == has_responded
        assert bool(info["version"]) == has_responded
        assert rule
        rule.lift()


# Permissions, and actions while the entry is not loaded


@pytest.mark.parametrize("action", ["retry_delivery", "dismiss_delivery"])
async def test_retry_and_dismiss_require_administrator(
    hass: HomeAssistant, loaded: MockConfigEntry, hass_read_only_user: MockUser, hass_admin_user: MockUser, action: str
) -> None:
    answer = await call(hass, "download_completed", name="A Book", path="/books/A Book")
    await until(lambda: loaded.runtime_data.manager.in_progress == 0)
    data = {"delivery_id": answer["delivery_id"]}
    for user in (hass_read_only_user, MockUser(groups=[]).add_to_hass(hass)):
        with pytest.raises(Unauthorized):
            await hass.services.async_call(DOMAIN, action, data, blocking=True, context=Context(user_id=user.id))
    assert loaded.runtime_data.manager.deliveries[answer["delivery_id"]].attempts == ()
    assert loaded.runtime_data.manager.in_progress == 0
    await hass.services.async_call(DOMAIN, action, data, blocking=True, context=Context(user_id=hass_admin_user.id))


async def test_unload_during_action(hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer) -> None:
    await asyncio.sleep(2 * FRESH_SECONDS)  # recently fetched libraries would be used
    rule = plex_server.fail(Fault.HANG, "/library/sections")
    asking = asyncio.create_task(scan(hass, library="Movies"))
    await until(lambda: rule.hits)
    await hass.config_entries.async_unload(loaded.entry_id)
    with pytest.raises(HomeAssistantError) as error:
        await asking
    assert error.value.translation_key == "unloaded"


async def test_folder_is_scanned_in_spelling_of_location(
    hass: HomeAssistant, loaded: MockConfigEntry, plex_server: PlexServer, tmp_path: Path
) -> None:
    plex_server.add_library("Share", "movie", [Location(plex="//nas/Films", disk=tmp_path / "movies")])
    await asyncio.sleep(2 * FRESH_SECONDS)
    for path in ("//NAS/films/New", r"\\nas\films\New", "//nas//Films/New/"):
        await scan(hass, library="Share", path=path)
    assert [path for _, path in plex_server.scans] == ["//nas/Films/New"] * 3

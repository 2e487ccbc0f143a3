"""The action `download_completed`."""

from pathlib import Path

from homeassistant.core import HomeAssistant
from homeassistant.exceptions import ServiceValidationError
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.const import DOMAIN
from testing.plex_server import Fault, PlexServer
from testing.waiting import until

from .conftest import call


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

"""Input and users that the actions refuse."""

from typing import Any
from urllib.parse import quote

from homeassistant.core import Context, HomeAssistant
from homeassistant.exceptions import ServiceValidationError, Unauthorized
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, MockUser
import voluptuous as vol

from custom_components.plex_arrivals.const import DOMAIN
from testing.waiting import until

from .conftest import call

LINK = "https://1-2-3-4.0f.plex.direct:32400/library/metadata/42?checkFiles=1&X-Plex-Token=SECRET"
"""What Plex Web opens with *View XML*."""


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


@pytest.mark.parametrize("info_hash", ["not a hash", "b5c7e0a9f2d34e6f8a1b2c3d4e5f6071"])
async def test_invalid_info_hash_is_refused_with_a_sentence(
    hass: HomeAssistant, loaded: MockConfigEntry, info_hash: str
) -> None:
    with pytest.raises(ServiceValidationError) as error:
        await call(hass, "download_completed", name="a", path="/a", hash=info_hash)
    assert (error.value.translation_key, error.value.translation_placeholders) == ("no_info_hash", {"hash": info_hash})
    assert not loaded.runtime_data.manager.deliveries


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


@pytest.mark.parametrize(
    ("action", "data"),
    [
        ("refresh_library", {"library": LINK}),
        ("refresh_library", {"library": "Movies", "path": LINK}),
        ("download_completed", {"name": "a", "path": LINK}),
        ("find_download", {"rating_key": LINK.replace("metadata", "sections")}),
        ("play", {"rating_key": LINK, "entity_id": "media_player.tv"}),
        ("retry_delivery", {"delivery_id": LINK}),
    ],
)
@pytest.mark.parametrize("quoted", [False, True])
async def test_error_about_a_pasted_link_is_without_its_token(
    hass: HomeAssistant,
    loaded: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
    action: str,
    data: dict[str, Any],
    quoted: bool,
) -> None:
    given = {name: quote(text, safe=":/") if quoted else text for name, text in data.items()}
    has_response = action == "find_download"
    with pytest.raises((vol.Invalid, ServiceValidationError)) as error:
        await hass.services.async_call(DOMAIN, action, given, blocking=True, return_response=has_response)
    placeholders = getattr(error.value, "translation_placeholders", None)
    assert "SECRET" not in f"{error.value} {error.value!r} {placeholders}"
    assert not [one for one in caplog.records if one.name.startswith("custom_components") and "SECRET" in one.message]

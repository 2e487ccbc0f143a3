"""The blueprint that notifies about failed deliveries: notifications, their removal, and their buttons."""

import asyncio
from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from custom_components.plex_arrivals.deliveries.delivery import Delivery
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.waiting import until
from tests.blueprints.conftest import MOVIE, PATH, arrive, use
from tests.deliveries.conftest import Home
from tests.phones import Phones

PRESSED = "mobile_app_notification_action"
HASH = "ab" * 20


async def fail(hass: HomeAssistant, home: Home, phones: Phones) -> dict[str, str]:
    """Let a download fail; return the actions of the notification's buttons by their titles."""
    await home.ended(await home.finish(PATH, DownloadedFile(path=f"/media/{MOVIE}", size=10)))
    await until(lambda: len(phones.got) == 2)
    buttons = {one["title"]: one["action"] for one in phones.messages[0]["data"]["actions"]}
    phones.got.clear()
    return buttons


async def no_library(hass: HomeAssistant, home: Home) -> Delivery:
    """Report a download without a library; no notification is sent yet."""
    delivery = await home.ended(await home.finish("/elsewhere/Thing.2020", hash=HASH))
    state = hass.states.get
    await until(lambda: (one := state("automation.notify_when_failed")) and one.attributes["last_triggered"])
    return delivery


async def imported(home: Home) -> None:
    """Let Sonarr or Radarr import that download into a library and report it."""
    file = home.put(MOVIE)
    await home.manager.on_download_complete(
        Download(name="Thing", path=file.path, source="radarr", files=(file,), hash=HASH, imported=True, settled=True)
    )


async def test_failed_says_why(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    delivery = await no_library(hass, home)
    await asyncio.sleep(290)
    assert not phones.got
    await asyncio.sleep(20)
    await until(lambda: len(phones.got) == 2)
    message = phones.messages[0]
    assert message["title"] == "Thing.2020 is not in Plex"
    assert message["message"] == home.events[-1].data["explanation"]
    assert message["data"]["tag"] == f"plex_arrivals_{delivery.id}"
    assert [one["title"] for one in message["data"]["actions"]] == ["Retry", "Dismiss"]


async def test_imported_in_time(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    """No notification if Sonarr or Radarr imports the download within minutes, even if many wait."""
    await use(hass, "notify_when_failed", phones)
    delivery = await no_library(hass, home)
    for number in range(60):
        await home.finish(f"/elsewhere/Other.{number}")
    await asyncio.sleep(60)
    await imported(home)
    await until(lambda: home.announced(delivery)[-1] == "available")
    for other in list(home.manager.deliveries):
        if other != delivery.id:
            await home.manager.async_dismiss(other)
    await asyncio.sleep(300)
    assert {message["message"] for message in phones.messages} <= {"clear_notification"}


async def test_every_pending_failure_is_notified(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    for delivery in [await home.finish(f"/elsewhere/Other.{number}") for number in range(60)]:
        await home.ended(delivery)
    await asyncio.sleep(310)
    await until(lambda: len(phones.got) == 120)


async def test_failed_anew_while_waiting(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    """The wait restarts, and one notification is sent."""
    await use(hass, "notify_when_failed", phones)
    delivery = await no_library(hass, home)
    await asyncio.sleep(200)
    await home.manager.async_retry(delivery.id)
    await home.ended(delivery)
    await until(lambda: len(phones.got) == 2)
    phones.got.clear()
    await asyncio.sleep(200)
    assert not phones.got
    await asyncio.sleep(110)
    await until(lambda: len(phones.got) == 2)
    await asyncio.sleep(300)
    assert len(phones.got) == 2


async def test_wait_switched_off(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones, minutes=0)
    await no_library(hass, home)
    await until(lambda: len(phones.got) == 2)


async def test_server_that_cannot_be_asked(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    await no_library(hass, home)
    await hass.config_entries.async_unload(home.entry.entry_id)
    await asyncio.sleep(310)
    await until(lambda: len(phones.got) == 2)
    assert phones.messages[0]["title"] == "Thing.2020 is not in Plex"


async def test_taken_back_when_it_arrives(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    """The notification is cleared on every phone, whoever retried the delivery, also after a restart."""
    await use(hass, "notify_when_failed", phones)
    await fail(hass, home, phones)
    (delivery,) = home.manager.deliveries.values()
    await home.restart()
    phones.devices.insert(0, "no such device")
    home.put(MOVIE)
    await home.manager.async_retry(delivery.id)
    await until(lambda: home.announced(delivery)[-1] == "available")
    await until(lambda: len(phones.got) == 2)
    assert {call.service for call in phones.got} == {"mobile_app_pixel_9", "mobile_app_tablet"}
    assert [message["message"] for message in phones.messages] == ["clear_notification"] * 2
    assert {message["data"]["tag"] for message in phones.messages} == {f"plex_arrivals_{delivery.id}"}


async def test_taken_back_when_it_is_imported_late(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    await no_library(hass, home)
    await asyncio.sleep(310)
    await until(lambda: len(phones.got) == 2)
    await imported(home)
    await until(lambda: len(phones.got) == 4)
    assert [message["message"] for message in phones.messages[2:]] == ["clear_notification"] * 2
    assert phones.messages[0]["data"]["tag"] == phones.messages[2]["data"]["tag"]


async def test_silent_where_all_goes_well(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    await arrive(home)
    await hass.async_block_till_done()
    assert not phones.got


async def test_retried_and_failed_again(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, home, phones)
    hass.bus.async_fire(PRESSED, {"action": buttons["Retry"]})
    await until(lambda: len(phones.got) == 4, 1200)
    assert [message["message"] == "clear_notification" for message in phones.messages] == [True, True, False, False]


async def test_retry_button(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    """The button retries the delivery, and clears the notification on the other phones."""
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, home, phones)
    (delivery,) = home.manager.deliveries.values()
    home.put(MOVIE)
    hass.bus.async_fire(PRESSED, {"action": buttons["Retry"]})
    await until(lambda: home.manager.deliveries[delivery.id].state == "available")
    await until(lambda: len(phones.got) == 2)
    await hass.async_block_till_done()
    assert [message["message"] for message in phones.messages] == ["clear_notification"] * 2
    assert phones.messages[0]["data"]["tag"] == f"plex_arrivals_{delivery.id}"


async def test_dismiss_button(
    hass: HomeAssistant, home: Home, phones: Phones, caplog: pytest.LogCaptureFixture
) -> None:
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, home, phones)
    hass.bus.async_fire(PRESSED, {"action": buttons["Dismiss"]})
    await until(lambda: not home.manager.deliveries)
    # a second press, on the other phone, finds nothing to do
    hass.bus.async_fire(PRESSED, {"action": buttons["Retry"]})
    await until(lambda: len(phones.got) == 4)
    assert "ERROR" not in caplog.text


async def test_buttons_expire(hass: HomeAssistant, home: Home, phones: Phones, monkeypatch: pytest.MonkeyPatch) -> None:
    await use(hass, "notify_when_failed", phones, hours=2)
    buttons = await fail(hass, home, phones)
    later = dt_util.utcnow() + timedelta(hours=2, seconds=5)
    monkeypatch.setattr(dt_util, "now", lambda *_: later)
    hass.bus.async_fire(PRESSED, {"action": buttons["Retry"]})
    await until(lambda: len(phones.got) == 2)
    assert phones.messages[0]["message"].startswith("This button has expired")
    (delivery,) = home.manager.deliveries.values()
    assert delivery.state == "missing"


async def test_other_buttons_are_left_alone(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, home, phones)
    foreign = buttons["Retry"].replace("automation.notify_when_failed", "automation.other")
    for action in ("OPEN_DOOR", "plex_arrivals~retry", "", None, foreign):
        hass.bus.async_fire(PRESSED, {"action": action})
    hass.bus.async_fire(PRESSED, {})
    await hass.async_block_till_done()
    assert not phones.got
    (delivery,) = home.manager.deliveries.values()
    assert delivery.state == "missing"


async def test_works_after_a_reload_of_the_automation(hass: HomeAssistant, home: Home, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, home, phones)
    for action in ("turn_off", "turn_on"):
        await hass.services.async_call(
            "automation", action, {"entity_id": "automation.notify_when_failed"}, blocking=True
        )
    hass.bus.async_fire(PRESSED, {"action": buttons["Dismiss"]})
    await until(lambda: not home.manager.deliveries)

"""The buttons in the notifications about failed deliveries."""

from datetime import timedelta

from homeassistant.core import HomeAssistant
from homeassistant.util import dt as dt_util
import pytest

from testing.waiting import until
from tests import blocked_imports
from tests.blocked_imports import SENTENCE, TITLE, blocked, sonarr_set_up
from tests.blueprints.conftest import MOVIE, fail, use
from tests.deliveries.conftest import DeliveryEnvironment
from tests.phones import Phones

PRESSED = "mobile_app_notification_action"


async def test_failed_retry_is_notified(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, env, phones)
    hass.bus.async_fire(PRESSED, {"action": buttons["Retry"]})
    await until(lambda: len(phones.got) == 4, 1200)
    assert [message["message"] == "clear_notification" for message in phones.messages] == [True, True, False, False]


async def test_retry_button_retries_and_clears_notification(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones
) -> None:
    """The button retries the delivery, and clears the notification on the other phones."""
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, env, phones)
    (delivery,) = env.manager.deliveries.values()
    env.put(MOVIE)
    hass.bus.async_fire(PRESSED, {"action": buttons["Retry"]})
    await until(lambda: env.manager.deliveries[delivery.id].state == "available")
    await until(lambda: len(phones.got) == 2)
    await hass.async_block_till_done()
    assert [message["message"] for message in phones.messages] == ["clear_notification"] * 2
    assert phones.messages[0]["data"]["tag"] == f"plex_arrivals_{delivery.id}"


async def test_dismiss_button_dismisses_and_clears_notification(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones, caplog: pytest.LogCaptureFixture
) -> None:
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, env, phones)
    hass.bus.async_fire(PRESSED, {"action": buttons["Dismiss"]})
    await until(lambda: not env.manager.deliveries)
    # pressing a button on the other phone does nothing
    hass.bus.async_fire(PRESSED, {"action": buttons["Retry"]})
    await until(lambda: len(phones.got) == 4)
    assert "ERROR" not in caplog.text


async def test_buttons_expire(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones, monkeypatch: pytest.MonkeyPatch
) -> None:
    await use(hass, "notify_when_failed", phones, hours=2)
    buttons = await fail(hass, env, phones)
    later = dt_util.utcnow() + timedelta(hours=2, seconds=5)
    monkeypatch.setattr(dt_util, "now", lambda *_: later)
    hass.bus.async_fire(PRESSED, {"action": buttons["Retry"]})
    await until(lambda: len(phones.got) == 2)
    assert phones.messages[0]["message"].startswith("This button has expired")
    (delivery,) = env.manager.deliveries.values()
    assert delivery.state == "missing"


async def test_other_buttons_are_ignored(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, env, phones)
    foreign = buttons["Retry"].replace("automation.notify_when_failed", "automation.other")
    for action in ("OPEN_DOOR", "plex_arrivals~retry", "", None, foreign):
        hass.bus.async_fire(PRESSED, {"action": action})
    hass.bus.async_fire(PRESSED, {})
    await hass.async_block_till_done()
    assert not phones.got
    (delivery,) = env.manager.deliveries.values()
    assert delivery.state == "missing"


async def test_works_after_a_reload_of_the_automation(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones
) -> None:
    await use(hass, "notify_when_failed", phones)
    buttons = await fail(hass, env, phones)
    for action in ("turn_off", "turn_on"):
        await hass.services.async_call(
            "automation", action, {"entity_id": "automation.notify_when_failed"}, blocking=True
        )
    hass.bus.async_fire(PRESSED, {"action": buttons["Dismiss"]})
    await until(lambda: not env.manager.deliveries)


async def test_blocked_import_is_notified_until_it_goes_on(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones
) -> None:
    await use(hass, "notify_when_failed", phones)
    async with sonarr_set_up(env) as sonarr:
        delivery = await blocked(env, sonarr)
        await until(lambda: len(phones.got) == 2)
        message = phones.messages[0]
        assert message["title"] == f"{TITLE} is not in Plex"
        assert message["message"] == f"Sonarr cannot import it: {SENTENCE}"
        buttons = {button["title"]: button["action"] for button in message["data"]["actions"]}
        await sonarr.block(blocked_imports.HASH, "Sample")
        await until(lambda: env.manager.deliveries[delivery.id].messages == ("Sample",), 120)
        await hass.async_block_till_done()
        assert len(phones.got) == 2
        sonarr.resolve(blocked_imports.HASH)
        hass.bus.async_fire(PRESSED, {"action": buttons["Retry"]})
        await until(lambda: len(phones.got) == 4, 300)
        assert {message["message"] for message in phones.messages[2:]} == {"clear_notification"}
        await env.ended(delivery)
        await hass.async_block_till_done()
        assert len(phones.got) == 4


async def test_blocked_import_is_dismissed(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    async with sonarr_set_up(env) as sonarr:
        await blocked(env, sonarr)
        await until(lambda: len(phones.got) == 2)
        buttons = {button["title"]: button["action"] for button in phones.messages[0]["data"]["actions"]}
        hass.bus.async_fire(PRESSED, {"action": buttons["Dismiss"]})
        await until(lambda: not env.manager.deliveries)
        await until(lambda: len(phones.got) == 4)

"""The blueprint that notifies about failed deliveries: notifications, and their removal."""

import asyncio

from homeassistant.const import CONF_URL
from homeassistant.core import HomeAssistant
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.deliveries.delivery import Delivery
from custom_components.plex_arrivals.downloads.download import Download, DownloadedFile
from testing.waiting import until
from tests.blueprints.conftest import MOVIE, PATH, arrive, fail, use
from tests.deliveries.conftest import DeliveryEnvironment
from tests.notifiers import notifiers
from tests.phones import Phones

HASH = "ab" * 20


async def no_library(hass: HomeAssistant, env: DeliveryEnvironment) -> Delivery:
    """Report a download without a library; no notification is sent yet."""
    delivery = await env.ended(await env.finish("/elsewhere/Thing.2020", hash=HASH))
    get = hass.states.get
    await until(lambda: (state := get("automation.notify_when_failed")) and state.attributes["last_triggered"])
    return delivery


async def imported(env: DeliveryEnvironment) -> None:
    """Let Sonarr or Radarr import that download into a library and report it."""
    file = env.put(MOVIE)
    await env.manager.on_download_complete(
        Download(name="Thing", path=file.path, source="radarr", files=(file,), hash=HASH, imported=True, settled=True)
    )


async def test_notification_explains_failure(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    delivery = await no_library(hass, env)
    await asyncio.sleep(290)
    assert not phones.got
    await asyncio.sleep(20)
    await until(lambda: len(phones.got) == 2)
    message = phones.messages[0]
    assert message["title"] == "Thing.2020 is not in Plex"
    assert message["message"] == env.events[-1].data["explanation"]
    assert message["data"]["tag"] == f"plex_arrivals_{delivery.id}"
    assert [button["title"] for button in message["data"]["actions"]] == ["Retry", "Dismiss"]


async def test_notification_opens_client(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    """Phones have a button for it, other services the link."""
    client = MockConfigEntry(domain="qbittorrent", title="Cellar", data={CONF_URL: "http://nas.local:8080"})
    client.add_to_hass(hass)
    await env.restart()  # a client is found then, or when it gets loaded
    mail, chat = await notifiers(hass)
    await use(hass, "notify_when_failed", phones, notifiers=["notify.mail", "notify.chat"])
    file = DownloadedFile(path=f"/media/{MOVIE}", size=10)
    await env.ended(await env.finish(PATH, file, source="qbittorrent", source_entry_id=client.entry_id))
    await until(lambda: len(phones.got) == 2 and mail.got and chat.got)
    buttons = phones.messages[0]["data"]["actions"]
    assert [button["title"] for button in buttons] == ["Retry", "Dismiss", "Open in qBittorrent"]
    assert (buttons[2]["action"], buttons[2]["uri"]) == ("URI", "http://nas.local:8080/")
    title = "Paper Moons (2020) is not in Plex"
    message = f"{env.events[-1].data['explanation']}\nhttp://nas.local:8080/"
    assert mail.got == [(title, message)]
    assert [text for _, text in chat.got] == [f"{title}\n{message}"]


async def test_other_services_get_failure_once(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    """They get nothing when the download goes on."""
    mail, _ = await notifiers(hass)
    await use(hass, "notify_when_failed", phones, notifiers=["notify.mail"])
    await fail(hass, env, phones)
    assert mail.got == [("Paper Moons (2020) is not in Plex", env.events[-1].data["explanation"])]
    env.put(MOVIE)
    (delivery,) = env.manager.deliveries.values()
    await env.manager.async_retry(delivery.id)
    await until(lambda: len(phones.got) == 2)
    await hass.async_block_till_done()
    assert len(mail.got) == 1


async def test_import_in_time_prevents_notification(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones
) -> None:
    """Sonarr or Radarr imports the download within minutes, while many others wait."""
    await use(hass, "notify_when_failed", phones)
    delivery = await no_library(hass, env)
    for number in range(60):
        await env.finish(f"/elsewhere/Other.{number}")
    await asyncio.sleep(60)
    await imported(env)
    await until(lambda: env.announced(delivery)[-1] == "available")
    for other in list(env.manager.deliveries):
        if other != delivery.id:
            await env.manager.async_dismiss(other)
    await asyncio.sleep(300)
    assert {message["message"] for message in phones.messages} <= {"clear_notification"}


async def test_every_pending_failure_is_notified(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    for delivery in [await env.finish(f"/elsewhere/Other.{number}") for number in range(60)]:
        await env.ended(delivery)
    await asyncio.sleep(310)
    await until(lambda: len(phones.got) == 120)


async def test_second_failure_restarts_wait(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    """One notification is sent for both failures."""
    await use(hass, "notify_when_failed", phones)
    delivery = await no_library(hass, env)
    await asyncio.sleep(200)
    await env.manager.async_retry(delivery.id)
    await env.ended(delivery)
    await until(lambda: len(phones.got) == 2)
    phones.got.clear()
    await asyncio.sleep(200)
    assert not phones.got
    await asyncio.sleep(110)
    await until(lambda: len(phones.got) == 2)
    await asyncio.sleep(300)
    assert len(phones.got) == 2


async def test_no_wait_if_switched_off(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones, minutes=0)
    await no_library(hass, env)
    await until(lambda: len(phones.got) == 2)


async def test_notification_is_sent_while_entry_is_not_loaded(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones
) -> None:
    await use(hass, "notify_when_failed", phones)
    await no_library(hass, env)
    await hass.config_entries.async_unload(env.entry.entry_id)
    await asyncio.sleep(310)
    await until(lambda: len(phones.got) == 2)
    assert phones.messages[0]["title"] == "Thing.2020 is not in Plex"


async def test_notification_is_cleared_when_download_arrives(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones
) -> None:
    """It is cleared on every phone, no matter how the delivery was retried, also after a restart."""
    await use(hass, "notify_when_failed", phones)
    await fail(hass, env, phones)
    (delivery,) = env.manager.deliveries.values()
    await env.restart()
    phones.devices.insert(0, "no such device")
    env.put(MOVIE)
    await env.manager.async_retry(delivery.id)
    await until(lambda: env.announced(delivery)[-1] == "available")
    await until(lambda: len(phones.got) == 2)
    assert {call.service for call in phones.got} == {"mobile_app_pixel_9", "mobile_app_tablet"}
    assert [message["message"] for message in phones.messages] == ["clear_notification"] * 2
    assert {message["data"]["tag"] for message in phones.messages} == {f"plex_arrivals_{delivery.id}"}


async def test_notification_is_cleared_by_late_import(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones
) -> None:
    await use(hass, "notify_when_failed", phones)
    await no_library(hass, env)
    await asyncio.sleep(310)
    await until(lambda: len(phones.got) == 2)
    await imported(env)
    await until(lambda: len(phones.got) == 4)
    assert [message["message"] for message in phones.messages[2:]] == ["clear_notification"] * 2
    assert phones.messages[0]["data"]["tag"] == phones.messages[2]["data"]["tag"]


async def test_arrival_is_not_notified(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_failed", phones)
    await arrive(env)
    await hass.async_block_till_done()
    assert not phones.got

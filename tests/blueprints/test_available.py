"""The blueprint that notifies about arrivals, as imported by a user."""

from datetime import datetime
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer
from homeassistant.core import HomeAssistant
from homeassistant.helpers import device_registry as dr
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest

from testing.plex_server.describe import number
from testing.seerr import Seerr
from testing.waiting import until
from tests.blueprints.conftest import arrive, use
from tests.deliveries.conftest import DeliveryEnvironment
from tests.importers import seerr_set_up
from tests.notifiers import notifiers
from tests.phones import Phones, real_phone


async def test_arrival_notifies_every_phone(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_available", phones)
    await arrive(env)
    await until(lambda: len(phones.got) == 2)
    assert {call.service for call in phones.got} == {"mobile_app_pixel_9", "mobile_app_tablet"}
    message = phones.messages[0]
    assert (message["title"], message["message"]) == ("Paper Moons (2020)", "New in Movies")
    link = env.manager.last_arrival.url
    extras = message["data"]
    assert extras["actions"] == [{"action": "URI", "title": "View in Plex", "uri": link}]
    assert (extras["url"], extras["clickAction"]) == (link, link)
    assert extras["image"].startswith("/api/plex_arrivals/artwork/")
    assert extras["channel"] == "Plex Arrivals"
    assert "push" not in extras
    assert env.plex.token not in str(phones.messages)


async def test_pack_is_one_message(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_available", phones)
    folder = "shows/Glass Harbour (2021)/Season 01"
    files = [env.put(f"{folder}/Glass Harbour (2021) - S01E0{number}.mkv") for number in range(1, 6)]
    await env.ended(await env.finish(f"/media/{folder}", *files))
    await until(lambda: phones.got)
    await hass.async_block_till_done()
    assert len(phones.got) == 2
    assert (phones.messages[0]["title"], phones.messages[0]["message"]) == (
        "Glass Harbour · S01",
        "5 new in Shows",
    )


async def test_upgrade_has_its_own_message(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_available", phones)
    file = env.put("movies/Sable Coast (2010)/Sable Coast (2010) 2160p.mkv", size=99)
    await env.ended(await env.finish("/media/movies/Sable Coast (2010)", file))
    await until(lambda: phones.got)
    assert phones.messages[0]["message"] == "Upgraded in Movies"


async def test_message_says_who_asked_for_it(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    seerr = Seerr()
    movie = seerr.add("movie", number("tmdb", "movie", "Paper Moons"), "Paper Moons")
    for name in ("Ana", "Ben"):
        seerr.request(movie, name)
    hass.config.internal_url = "http://127.0.0.1:1"
    async with seerr_set_up(hass, seerr):
        await use(hass, "notify_when_available", phones)
        await arrive(env)
        await until(lambda: phones.got)
    assert phones.messages[0]["message"] == "New in Movies · asked for by Ana, Ben"


@pytest.mark.parametrize(
    "inputs", [{"library": ["Shows"]}, {"media_type": ["music"]}, {"library": ["Movies"], "media_type": ["show"]}]
)
async def test_filtered_arrival_is_not_notified(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones, inputs: dict[str, Any]
) -> None:
    await use(hass, "notify_when_available", phones, **inputs)
    await arrive(env)
    await hass.async_block_till_done()
    assert not phones.got


async def test_upgrade_is_not_notified_if_switched_off(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones
) -> None:
    await use(hass, "notify_when_available", phones, upgrades=False)
    file = env.put("movies/Sable Coast (2010)/Sable Coast (2010) 2160p.mkv", size=99)
    await env.ended(await env.finish("/media/movies/Sable Coast (2010)", file))
    await arrive(env)
    await until(lambda: phones.got)
    assert {message["title"] for message in phones.messages} == {"Paper Moons (2020)"}


@pytest.mark.parametrize(
    ("time", "span", "mode", "expected"),
    [
        ("23:30", ("22:00:00", "07:00:00"), "silent", "silent"),
        ("06:59", ("22:00:00", "07:00:00"), "silent", "silent"),
        ("07:00", ("22:00:00", "07:00:00"), "silent", "loud"),
        ("21:59", ("22:00:00", "07:00:00"), "none", "loud"),
        ("22:00", ("22:00:00", "07:00:00"), "none", "nothing"),
        ("03:00", ("22:00:00", "07:00:00"), "none", "nothing"),
        ("03:00", ("22:00:00", "07:00:00"), "usual", "loud"),
        ("13:00", ("12:00:00", "14:00:00"), "none", "nothing"),
        ("15:00", ("12:00:00", "14:00:00"), "none", "loud"),
    ],
)
async def test_quiet_hours(
    hass: HomeAssistant,
    env: DeliveryEnvironment,
    phones: Phones,
    monkeypatch: pytest.MonkeyPatch,
    time: str,
    span: tuple[str, str],
    mode: str,
    expected: str,
) -> None:
    await use(hass, "notify_when_available", phones, quiet_hours=mode, quiet_from=span[0], quiet_until=span[1])
    hour, minute = map(int, time.split(":"))
    monkeypatch.setattr(dt_util, "now", lambda *_: datetime(2026, 11, 22, hour, minute, tzinfo=dt_util.UTC))
    await arrive(env)
    await hass.async_block_till_done()
    if expected == "nothing":
        assert not phones.got
        return
    await until(lambda: phones.got)
    extras = phones.messages[0]["data"]
    assert (extras.get("push") == {"interruption-level": "passive"}) == (expected == "silent")
    assert (extras.get("importance") == "low") == (expected == "silent")


async def test_deleted_phone_is_skipped(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    phones.devices.insert(0, "no such device")
    await use(hass, "notify_when_available", phones)
    await arrive(env)
    await until(lambda: len(phones.got) == 2)


async def test_other_services_get_text_and_link(
    hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones, caplog: pytest.LogCaptureFixture
) -> None:
    """Each gets the title once; a notify entity that was removed does not prevent the others."""
    phones.devices.clear()
    mail, chat = await notifiers(hass)
    await use(hass, "notify_when_available", phones, notifiers=["notify.removed", "notify.mail", "notify.chat"])
    await arrive(env)
    await until(lambda: mail.got and chat.got)
    link = env.manager.last_arrival.url
    assert mail.got == [("Paper Moons (2020)", f"New in Movies\n{link}")]
    assert [message for _, message in chat.got] == [f"Paper Moons (2020)\nNew in Movies\n{link}"]
    assert not phones.got
    assert "ERROR" not in caplog.text


async def test_episode_has_no_year(hass: HomeAssistant, env: DeliveryEnvironment, phones: Phones) -> None:
    await use(hass, "notify_when_available", phones)
    file = env.put("shows/Glass Harbour (2021)/Season 01/Glass Harbour (2021) - S01E01.mkv")
    await env.ended(await env.finish(file.path, file))
    await until(lambda: phones.got)
    assert phones.messages[0]["title"].startswith("Glass Harbour · S01E01 · ")
    assert "(" not in phones.messages[0]["title"]
    assert phones.messages[0]["message"] == "New in Shows"


async def test_mobile_app_integration_sends_notification(hass: HomeAssistant, env: DeliveryEnvironment) -> None:
    """Home Assistant's own mobile app integration sends the notification to the push URL of the phone."""
    pushed: list[dict[str, Any]] = []

    async def push(request: web.Request) -> web.Response:
        pushed.append(await request.json())
        return web.json_response({}, status=201)

    app = web.Application()
    app.router.add_post("/push", push)
    async with TestServer(app, host="127.0.0.1") as server:
        entry = real_phone(str(server.make_url("/push")))
        entry.add_to_hass(hass)
        assert await async_setup_component(hass, "mobile_app", {})
        await hass.async_block_till_done()
        phones = Phones(hass)
        (device,) = dr.async_entries_for_config_entry(dr.async_get(hass), entry.entry_id)
        dr.async_get(hass).async_update_device(device.id, name_by_user="My phone")
        phones.devices.append(device.id)
        await use(hass, "notify_when_available", phones)
        await arrive(env)
        await until(lambda: pushed)
    assert pushed[0]["title"] == "Paper Moons (2020)"
    assert pushed[0]["data"]["actions"][0]["uri"] == env.manager.last_arrival.url

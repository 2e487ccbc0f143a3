"""Names from a malicious Plex become no links or markup, and break nothing."""

import json
import logging
import re
from typing import Any

from homeassistant.const import MAX_LENGTH_STATE_STATE
from homeassistant.core import HomeAssistant
from homeassistant.helpers.json import json_bytes
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_capture_events
from pytest_homeassistant_custom_component.typing import ClientSessionGenerator, WebSocketGenerator

from custom_components.plex_arrivals.const import DOMAIN, EVENT_DELIVERY
from custom_components.plex_arrivals.flows.markdown import escaped
from testing.stored_deliveries import stored_deliveries
from testing.waiting import until

from .malicious import FILE, FILM, LIBRARY, MACHINE, SERVER, Malicious

HARMFUL = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "[Sign in again](http://example.com)",
    "![](http://example.com/pixel.png)",
    "<http://example.com>",
    "http://example.com",
    "{{ states.sensor | list }}",
    "{% raw %}",
    "${jndi:ldap://example.com}",
    "\u202egpj.exe",
    "%s %(x)s {0} {name}",
    "ends what is quoted `",
]
LINKING = re.compile(r"(?<!\\)[\[<]|(?<![\\/])://|www\.")
"""Texts that become a link, a picture or HTML if they are not quoted."""
ELSEWHERE = ["http://example.com/a", "//example.com/a", "../../../../x", "\\\\example.com\\a", "javascript:alert(1)"]
NUMBER = "9" * 30


async def set_up_and_deliver(hass: HomeAssistant, entry: MockConfigEntry) -> dict[str, Any]:
    """Set up the entry and deliver a download; return its event data."""
    events = async_capture_events(hass, EVENT_DELIVERY)
    assert await hass.config_entries.async_setup(entry.entry_id)
    folder, _, file = FILE.rpartition("/")
    report = {"name": "Sable Coast", "path": folder, "files": [file]}
    await hass.services.async_call(DOMAIN, "download_completed", report, blocking=True)
    await until(lambda: events and events[-1].data["state"] == "available")
    return dict(events[-1].data)


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [
        f"{record.name}: {record.getMessage()[:300]}"
        for record in caplog.records
        if record.levelno >= logging.ERROR and record.name.startswith(("custom_components", "homeassistant"))
    ]


async def subscribed(hass: HomeAssistant, hass_ws_client: WebSocketGenerator) -> dict[str, Any]:
    """Return the first event of a card's subscription about the server."""
    websocket = await hass_ws_client(hass)
    await websocket.send_json_auto_id({"type": f"{DOMAIN}/subscribe"})
    for _ in range(2):
        await websocket.receive_json()
    return dict((await websocket.receive_json())["event"])


async def test_texts_are_not_interpreted(
    hass: HomeAssistant,
    malicious: Malicious,
    attacked: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    malicious.items = [
        FILM | {"ratingKey": f"{number}", "title": text, "summary": text, "studio": text}
        for number, text in enumerate(HARMFUL, 100)
    ]
    malicious.libraries = [LIBRARY | {"key": f"{number}", "title": text} for number, text in enumerate(HARMFUL, 1)]
    malicious.server = SERVER | {"friendlyName": HARMFUL[0], "version": HARMFUL[1], "platform": HARMFUL[2]}
    delivery = await set_up_and_deliver(hass, attacked)
    assert {item["title"] for item in delivery["items"]} == set(HARMFUL)
    links = [delivery["url"], *(item["url"] for item in delivery["items"])]
    page = f"https://app.plex.tv/desktop/#!/server/{MACHINE}/details?key=%2Flibrary%2Fmetadata%2F"
    assert all(re.fullmatch(re.escape(page) + "[0-9]+", link) for link in links)
    event = await subscribed(hass, hass_ws_client)
    assert [one["title"] for one in event["server"]["libraries"]] == HARMFUL
    assert {one["title"] for one in event["server"]["recently_added"]} <= set(HARMFUL)
    assert not errors(caplog)


async def test_dialogs_have_no_foreign_links(
    hass: HomeAssistant, malicious: Malicious, attacked: MockConfigEntry
) -> None:
    """Home Assistant renders the texts of a dialog as Markdown."""
    malicious.libraries = [LIBRARY | {"key": f"{number}", "title": text} for number, text in enumerate(HARMFUL, 1)]
    await set_up_and_deliver(hass, attacked)
    flows = hass.config_entries.options
    flow = await flows.async_init(attacked.entry_id)
    folders = await flows.async_configure(flow["flow_id"], {"next_step_id": "folders"})
    preview = await flows.async_configure(flow["flow_id"], {})
    for page in (folders, preview):
        shown = "\n".join((page["description_placeholders"] or {}).values())
        assert all(escaped(text) in shown for text in HARMFUL)
        assert not LINKING.search(re.sub(r"(?<!\\)`[^`]*`", "", shown))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Films (4K)", "Films (4K)"),
        ("[a](http://x)", r"\[a\](http:\//x)"),
        ("<b>", r"\<b>"),
        (r"\[a]", r"\\\[a\]"),
        ("WWW.x.y", r"WWW\.x.y"),
        ("me@x.y", r"me\@x.y"),
        ("a\n# b", "a # b"),
        ("a`", r"a\`"),
    ],
)
def test_markdown_is_escaped(text: str, shown: str) -> None:
    assert escaped(text) == shown


async def test_posters_are_requested_only_from_plex(
    hass: HomeAssistant,
    malicious: Malicious,
    attacked: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    hass_client_no_auth: ClientSessionGenerator,
) -> None:
    malicious.items = [
        FILM | {"ratingKey": f"{number}", "thumb": thumb, "parentThumb": thumb, "art": thumb, "key": thumb}
        for number, thumb in enumerate(ELSEWHERE, 100)
    ]
    await set_up_and_deliver(hass, attacked)
    event = await subscribed(hass, hass_ws_client)
    paths = [one["artwork"] for one in (*event["server"]["recently_added"], *event["deliveries"])]
    browser = await hass_client_no_auth()
    for path in paths:
        assert re.fullmatch(rf"/api/{DOMAIN}/artwork/{attacked.entry_id}/10[0-9]\?v=[^/&]+&authSig=[\w.-]+", path)
        await browser.get(path)
    asked = [request.path_qs for request in malicious.requests]
    assert "example.com" not in "".join(asked)
    wanted = [request.query["url"] for request in malicious.requests if "url" in request.query]
    assert wanted
    assert all(re.fullmatch("/library/metadata/10[0-9]/thumb", one) for one in wanted)
    ours = re.compile(r"/($|:/|identity|library/(sections|metadata|recentlyAdded)|photo/:/transcode)")
    assert all(map(ours.match, asked))


NO_IDS = ["../../x", "..", ".", "1?X-Plex-Token=1", "1/../../x", "#", "a b", "-1", "٣", "1" * 20, " "]


async def test_item_with_invalid_id_is_ignored(
    hass: HomeAssistant,
    malicious: Malicious,
    attacked: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    malicious.libraries = [*(LIBRARY | {"key": one, "title": one} for one in NO_IDS), LIBRARY, LIBRARY]
    malicious.items = [*(FILM | {"ratingKey": one, "librarySectionID": one} for one in NO_IDS), FILM, FILM]
    delivery = await set_up_and_deliver(hass, attacked)
    assert [item["rating_key"] for item in delivery["items"]] == ["100"]
    event = await subscribed(hass, hass_ws_client)
    assert [one["id"] for one in event["server"]["libraries"]] == ["1"]
    assert [one["rating_key"] for one in event["server"]["recently_added"]] == ["100"]
    sections = {request.path for request in malicious.requests if request.path.startswith("/library/sections/")}
    assert sections == {"/library/sections/1/all", "/library/sections/1/refresh"}
    assert not errors(caplog)


@pytest.mark.parametrize("identifier", ["../x?y#<b>é\u202e", "%2e%2e a"])
async def test_odd_machine_identifier_is_escaped_in_url(
    hass: HomeAssistant, malicious: Malicious, attacked: MockConfigEntry, identifier: str
) -> None:
    malicious.server = SERVER | {"machineIdentifier": identifier}
    hass.config_entries.async_update_entry(attacked, unique_id=identifier)
    delivery = await set_up_and_deliver(hass, attacked)
    assert re.fullmatch(
        r"https://app\.plex\.tv/desktop/#!/server/[\w.%-]+/details\?key=[\w%]+", delivery["url"], re.ASCII
    )


async def test_huge_texts_and_numbers(
    hass: HomeAssistant,
    malicious: Malicious,
    attacked: MockConfigEntry,
    hass_ws_client: WebSocketGenerator,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Deliveries can still be stored, and states and messages stay small."""
    huge = "x" * 150_000
    names = ("year", "index", "parentIndex", "viewCount", "duration", "addedAt", "lastViewedAt")
    texts = ("title", "grandparentTitle", "summary", "studio")
    item = FILM | {"type": "episode"} | dict.fromkeys(names, NUMBER) | dict.fromkeys(texts, huge)
    malicious.items = [item | {"thumb": f"/library/metadata/100/thumb/{huge}"}]
    malicious.libraries = [LIBRARY | {"title": huge, "updatedAt": NUMBER, "scannedAt": NUMBER}]
    malicious.server = SERVER | {"friendlyName": huge, "version": huge, "platform": huge, "updatedAt": NUMBER}
    delivery = await set_up_and_deliver(hass, attacked)
    assert delivery["items"][0]["year"] is None
    assert len(delivery["library"]) == MAX_LENGTH_STATE_STATE
    [stored] = stored_deliveries(hass.config.config_dir, attacked.entry_id).values()
    assert stored["state"] == "available"
    for state in hass.states.async_all():
        assert len(json_bytes(state.as_dict())) < 50_000
    assert len(json.dumps(await subscribed(hass, hass_ws_client))) < 100_000
    assert not errors(caplog)


async def test_hundreds_of_libraries(
    hass: HomeAssistant, malicious: Malicious, attacked: MockConfigEntry, caplog: pytest.LogCaptureFixture
) -> None:
    malicious.libraries = [LIBRARY | {"key": f"{number}", "title": f"Library {number}"} for number in range(1, 501)]
    assert await hass.config_entries.async_setup(attacked.entry_id)
    await hass.async_block_till_done()
    assert hass.states.get("button.attic_scan_library_500")
    assert not errors(caplog)


async def test_frames_that_are_too_big(
    hass: HomeAssistant,
    malicious: Malicious,
    attacked: MockConfigEntry,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The connection is closed, and requests still work."""
    malicious.frames = ["x" * 100_000_000]
    await set_up_and_deliver(hass, attacked)
    assert not attacked.runtime_data.notifications.connected
    assert not errors(caplog)

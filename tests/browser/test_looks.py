"""How the card looks in Home Assistant's pages: it fits, can be read, and does not move without a reason."""

import asyncio
from collections.abc import AsyncGenerator
from itertools import pairwise
import re

from playwright.async_api import Browser, Route, expect
import pytest
import pytest_asyncio
import pytest_socket

from testing.browser.session import RETURN_MS, BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment
from testing.plex_server import Fault
from testing.waiting import until

from .measures import (
    barriers,
    begins_in_sight,
    box,
    boxes,
    cut_off,
    focusable,
    focused,
    sticks_out,
    style,
)

EVERYTHING = {**CARD, "deliveries": 6, "recently_added": 8}
TILE = {"type": "tile", "entity": "binary_sensor.attic_online", "name": "A tile"}
MOVIE = "Lighthouse Keeping"
PACK = "The Uncommonly Long Winters Of The Lighthouse Keepers Of The Northern Coast"
UNMATCHED = "Lighthouse Papers"
MISSING = "Keeper - Lamp Room (2025)"
SECTION_ROW, SECTION_GAP = 56, 8
"""Of Home Assistant's sections, in pixels."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def furnished(environment: CardEnvironment) -> AsyncGenerator[CardEnvironment]:
    """Return a home with deliveries that arrived, were upgraded, came as a pack, and failed in two ways."""
    pytest_socket.enable_socket()  # fixtures of a module come before those of a test
    pack = f"{PACK.replace(' ', '.')}.S01"
    rule = environment.plex.server.fail(Fault.STATUS(403), "/library/sections/3/refresh")
    failing = [
        await environment.hass_client.report(f"other/{UNMATCHED}"),
        await environment.finish_download("music", MISSING, "01 - Lamp.flac"),
    ]
    arriving = [
        await environment.finish_download("movies", "Lighthouse.Keeping.2024", "Lighthouse.Keeping.2024.mkv"),
        await environment.finish_download("movies", "Seven.Kites.2023.2160p", "Seven.Kites.2023.2160p.mkv"),
        await environment.finish_download("shows", pack, *(f"{pack}E{number:02}.mkv" for number in range(1, 5))),
    ]

    ends = {"available", "unmatched", "missing"}
    await until(
        lambda: (
            {*failing, *arriving}
            <= {one["delivery_id"] for one in environment.hass_client.announced if one["state"] in ends}
        ),
        30,
    )
    rule.lift()
    yield environment
    await environment.forget_failures()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def person(browser: Browser, furnished: CardEnvironment) -> AsyncGenerator[BrowserSession]:
    """Return somebody whose browser has Home Assistant's pages already."""
    pytest_socket.enable_socket()
    async with browser_session(browser, furnished.url, *ADMINISTRATOR) as person:
        yield person


async def all_opened(person: BrowserSession) -> None:
    """Open every delivery that has something to open."""
    closed = person.card.locator(".buttons button[aria-expanded=false]")
    while await closed.count():
        await closed.first.click()


@pytest.mark.parametrize("width", [320, 1400])
async def test_everything_fits(person: BrowserSession, furnished: CardEnvironment, width: int) -> None:
    path = await furnished.show(EVERYTHING, {**CARD, "layout": "grid"})
    await person.page.set_viewport_size({"width": width, "height": 900})
    await person.open_dashboard(path)
    card = person.card
    icon = await box(card.locator(".head .icon"))
    assert (icon.width, icon.height) == (40, 40)
    for row in await card.locator("li.row").all():
        assert 54 <= (await box(row)).height <= 64
        thumb = await box(row.locator(".thumbnail"))
        assert (thumb.width, thumb.height) == (36, 54)
    for art in (await card.locator(".art").all())[:3]:
        poster = await box(art)
        assert poster.height == pytest.approx(poster.width * 1.5, abs=0.5)
    await expect(person.row(PACK).locator(".line > span")).to_have_text("In Plex")
    assert await cut_off(card) == []
    await all_opened(person)
    for one in await person.page.locator("plex-arrivals-card").all():
        assert await sticks_out(one) == {}


async def test_long_words_fit_on_a_small_phone(browser: Browser, furnished: CardEnvironment) -> None:
    path = await furnished.show(EVERYTHING)
    async with browser_session(browser, furnished.url, *ADMINISTRATOR, width=280, language="de") as german:
        await german.open_dashboard(path)
        await expect(german.row(PACK).locator(".line > span")).to_have_text("In Plex")
        await expect(german.row(UNMATCHED).get_by_role("button")).to_have_text("Beheben")
        assert await cut_off(german.card) == []
        await all_opened(german)
        assert await sticks_out(german.card) == {}


async def test_name_is_written_as_in_a_tile(person: BrowserSession, furnished: CardEnvironment) -> None:
    path = await furnished.show(CARD, TILE)
    await person.page.set_viewport_size({"width": 1280, "height": 900})
    await person.open_dashboard(path)
    tile = person.page.locator("hui-tile-card")
    text = ("fontFamily", "fontSize", "fontWeight", "letterSpacing", "color")
    ours, theirs = person.card.locator(".head .name"), tile.locator("ha-tile-info span.primary")
    assert await style(ours, *text) == await style(theirs, *text)
    ours, theirs = person.card.locator(".head .line"), tile.locator("ha-tile-info state-display")
    assert await style(ours, *text[:-1]) == await style(theirs, *text[:-1])
    edge = ("borderRadius", "borderColor", "borderWidth", "backgroundColor", "boxShadow")
    ours, theirs = person.card.locator("ha-card"), tile.locator("ha-card")
    assert await style(ours, *edge) == await style(theirs, *edge)


async def test_card_is_accessible(browser: Browser, furnished: CardEnvironment) -> None:
    """In light and dark, with everything opened and failures; online and offline."""
    path = await furnished.show(EVERYTHING)
    home = (browser, furnished.url, *ADMINISTRATOR)
    async with browser_session(*home) as light, browser_session(*home, width=400, theme="dark") as dark:
        people = (light, dark)
        await asyncio.gather(*(person.open_dashboard(path) for person in people))
        ground = "backgroundColor"
        assert await style(light.card.locator("ha-card"), ground) != await style(dark.card.locator("ha-card"), ground)
        for person in people:
            await all_opened(person)
        assert await asyncio.gather(*(barriers(person.page, person.card) for person in people)) == [[], []]
        await furnished.plex.server.stop()
        try:
            for person in people:
                await expect(person.card.locator(".head .line")).to_contain_text("Offline since")
            assert await asyncio.gather(*(barriers(person.page, person.card) for person in people)) == [[], []]
        finally:
            await furnished.plex.server.start()
        await expect(dark.card.locator(".head .line")).to_contain_text("Online", timeout=RETURN_MS)


@pytest.mark.parametrize(("theme", "radius"), [("Round and pink", "28px"), ("High contrast", "0px")])
async def test_theme_of_a_person(person: BrowserSession, furnished: CardEnvironment, theme: str, radius: str) -> None:
    await person.page.set_viewport_size({"width": 400, "height": 900})
    await person.open_dashboard(await furnished.show(EVERYTHING))
    await furnished.hass_client.act("frontend.set_theme", name=theme)
    try:
        card = person.card.locator("ha-card")
        await expect(card).to_have_css("border-radius", radius)
        assert await barriers(person.page, person.card) == []
    finally:
        await furnished.hass_client.act("frontend.set_theme", name="default")


async def test_keyboard_goes_through_all_of_it(person: BrowserSession, furnished: CardEnvironment) -> None:
    path = await furnished.show({**CARD, "recently_added": 8})
    await person.page.set_viewport_size({"width": 500, "height": 900})
    await person.open_dashboard(path)
    card = person.card
    chevron = person.row(PACK).get_by_role("button")
    await chevron.press("Enter")
    await expect(person.row(PACK).get_by_role("link", name="S01 E04")).to_be_visible()
    expected = await focusable(card)
    assert any(label.startswith("View in Plex: ") for label in expected)
    await card.locator("a[href], button").first.focus()
    for label in expected:
        now = await focused(card)
        assert now is not None
        assert now == {"label": label, "ringed": True, "inside": True}
        await person.page.keyboard.press("Tab")
    assert await focused(card) is None
    await chevron.press("Enter")
    await expect(person.row(PACK).locator(".details")).to_have_count(0)


async def test_view_in_plex_is_a_real_link(person: BrowserSession, furnished: CardEnvironment) -> None:
    path = await furnished.show(EVERYTHING)
    await person.page.set_viewport_size({"width": 320, "height": 900})
    await person.open_dashboard(path)
    view = person.row(MOVIE).get_by_role("link", name=f"View in Plex: {MOVIE}")
    await expect(view).to_have_attribute("href", re.compile(rf"^{furnished.plex.server.url}/web/.*metadata"))
    await expect(view).to_have_attribute("target", "_blank")
    size = await box(view)
    assert min(size.width, size.height) >= 24, "a finger hits it"


async def test_nothing_jumps_when_posters_arrive(browser: Browser, furnished: CardEnvironment) -> None:
    path = await furnished.show(EVERYTHING, {**CARD, "layout": "grid"})
    async with browser_session(browser, furnished.url, *ADMINISTRATOR) as person:
        may_arrive = asyncio.Event()

        async def hold(route: Route) -> None:
            await may_arrive.wait()
            await route.continue_()

        await person.page.route("**/api/plex_arrivals/artwork/**", hold)
        await person.open_dashboard(path)
        cards = person.page.locator("plex-arrivals-card")
        await person.row(MOVIE).locator("img").wait_for(state="attached")
        await expect(person.row(MOVIE).locator("img.loaded")).to_have_count(0)
        before = [await boxes(card) for card in await cards.all()]
        may_arrive.set()
        await expect(person.row(MOVIE).locator("img.loaded")).to_have_css("opacity", "1")
        for card in await cards.all():
            await card.locator(".art img").first.scroll_into_view_if_needed()
            await expect(card.locator(".art img").first).to_have_css("opacity", "1")
        await cards.first.locator(".head").scroll_into_view_if_needed()
        assert [await boxes(card) for card in await cards.all()] == before


async def test_moves_briefly_or_not_at_all(person: BrowserSession, furnished: CardEnvironment) -> None:
    path = await furnished.show(EVERYTHING)
    await person.page.set_viewport_size({"width": 1280, "height": 900})
    await person.open_dashboard(path)
    moving = [person.card.locator(f"{one} >> nth=0") for one in (".icon", ".steps b", "img", ".chevron ha-icon")]
    for one in moving:
        assert {*(await style(one, "transitionDuration"))["transitionDuration"].split(", ")} <= {"0.15s", "0.2s"}
    await person.page.emulate_media(reduced_motion="reduce")
    for one in moving:
        assert (await style(one, "transitionDuration"))["transitionDuration"] == "0s"
    await person.page.emulate_media(reduced_motion="no-preference")


async def test_right_to_left(browser: Browser, furnished: CardEnvironment) -> None:
    path = await furnished.show(EVERYTHING)
    async with browser_session(browser, furnished.url, *ADMINISTRATOR, width=400, language="he") as person:
        await person.open_dashboard(path)
        await expect(person.page.locator("html")).to_have_attribute("dir", "rtl")
        row = person.row(PACK)
        parts = [await box(row.locator(one)) for one in (".buttons", ".text", ".thumbnail")]
        assert [one.x + one.width <= other.x for one, other in pairwise(parts)] == [True, True]
        assert await begins_in_sight(row.locator(".name")), "a title that is cut keeps its beginning"
        short = await box(person.row(MOVIE).locator("bdi").first)
        assert short.x + short.width == pytest.approx((parts[2].x) - 12, abs=1)
        assert await sticks_out(person.card) == {}


@pytest.mark.parametrize("view", ["masonry", "panel", "sidebar"])
async def test_other_views(person: BrowserSession, furnished: CardEnvironment, view: str) -> None:
    path = await furnished.show({**EVERYTHING, "view_layout": {"position": "sidebar"}}, view=view)
    await person.page.set_viewport_size({"width": 1400, "height": 900})
    await person.open_dashboard(path)
    card = await box(person.card)
    assert card.width >= (1000 if view == "panel" else 300)
    assert card.x + card.width <= 1400
    await expect(person.row(PACK)).to_be_visible()
    assert await sticks_out(person.card) == {}


async def test_sizes_in_a_section(person: BrowserSession, furnished: CardEnvironment) -> None:
    wanted: list[dict[str, object]] = [{"columns": 6, "rows": 3}, {"columns": 6}, {"columns": 12, "rows": 3}]
    path = await furnished.show(*({**EVERYTHING, "grid_options": one} for one in (*wanted, {"columns": "full"})))
    await person.page.set_viewport_size({"width": 1400, "height": 900})
    await person.open_dashboard(path)
    cards = await person.page.locator("plex-arrivals-card").all()
    low, half, wide, full = [await box(one.locator("ha-card")) for one in cards]
    rows = 3 * SECTION_ROW + 2 * SECTION_GAP
    assert low.height == wide.height == rows
    assert low.width == half.width == (wide.width - SECTION_GAP) / 2
    assert full.width >= wide.width
    assert full.height > rows
    inside = cards[0].locator(".card")
    assert await inside.evaluate("one => one.scrollHeight > one.clientHeight && one.clientHeight <= 184")
    await cards[0].locator(".poster").first.scroll_into_view_if_needed()
    assert await inside.evaluate("one => one.scrollTop") > 0
    for one in cards:
        assert await sticks_out(one) == {}
        assert await cut_off(one) == []

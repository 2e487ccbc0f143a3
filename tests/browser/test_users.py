"""What the card shows to users with different permissions and languages."""

import re

from playwright.async_api import Browser, expect

from testing.browser.session import browser_session
from testing.card_environment import ADMINISTRATOR, CARD, CardEnvironment
from testing.plex_server import Fault

from .issues import ignore_repairs

SCANS = "/library/sections/*/refresh"


async def test_only_administrators_retry_and_dismiss(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(CARD)
    async with (
        browser_session(browser, environment.url, *ADMINISTRATOR) as administrator,
        browser_session(browser, environment.url, *await environment.create_member()) as member,
    ):
        await administrator.open_dashboard(path)
        await member.open_dashboard(path)
        with environment.plex.server.fail(Fault.STATUS(403), SCANS):
            await environment.finish_download("movies", "Umber.Lantern.2021", "Umber.Lantern.2021.mkv")
            await environment.hass_client.report("books/Zither.Guide")
            for session in (administrator, member):
                await expect(session.row("Umber").locator(".line")).to_contain_text(
                    "Not found in Plex · no permission to scan"
                )
                await expect(session.row("Zither").locator(".line")).to_contain_text(
                    "No library · /downloads/books/Zither.Guide"
                )

            for name in ("Umber", "Zither"):
                await expect(administrator.row(name).get_by_role("link", name="Fix")).to_have_attribute(
                    "href", "/config/repairs"
                )
                await expect(member.row(name).locator(".buttons > *")).to_have_count(0)
            await expect(administrator.card.locator(".head .line")).to_contain_text("2 need you")
            await expect(member.card.locator(".head .line")).not_to_contain_text("need")

        await ignore_repairs(environment.hass_client)
        umber, zither = administrator.row("Umber"), administrator.row("Zither")
        await umber.get_by_role("button", name="Retry: ").click()
        await expect(umber.get_by_role("button", name="Retry")).to_have_count(0)
        await zither.get_by_role("button", name="Dismiss: ").click()
        await expect(administrator.card.locator(".heading").first).to_be_focused()
        for session in (administrator, member):
            await expect(session.row("Zither")).to_have_count(0)
            await expect(session.row("Umber").locator(".line")).to_contain_text("In Plex · Movies")
        assert administrator.errors + member.errors == []


async def test_retry_that_fails_again_needs_the_user_again(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        await session.open_dashboard(path)
        await environment.hass_client.report("books/Night.Tables")
        row = session.row("Night Tables")
        await expect(row.get_by_role("link", name="Fix")).to_be_visible()
        await ignore_repairs(environment.hass_client)
        states = await session.record_states("Night Tables")
        await row.get_by_role("button", name="Retry").click()
        # the state before the retry may be recorded, too
        await session.page.wait_for_function("states => states.join().endsWith('Waiting,No library')", arg=states)
        await expect(row.get_by_role("link", name="Fix")).to_be_visible()
    await environment.forget_failures()


async def test_user_without_access_sees_notice(browser: Browser, environment: CardEnvironment) -> None:
    entry_id = environment.instance.entry_id
    path = await environment.show(CARD, {**CARD, "entry_id": entry_id}, {**CARD, "entry_id": [entry_id]})
    async with browser_session(browser, environment.url, *await environment.create_user_without_access()) as session:
        await session.open_dashboard(path)
        all_servers, one_server, list_of_servers = (
            session.page.locator("plex-arrivals-card").nth(index) for index in range(3)
        )
        await expect(all_servers).to_contain_text("You do not have permission to view a Plex server")
        await expect(one_server).to_contain_text("You do not have permission to view this Plex server")
        await expect(list_of_servers).to_contain_text("You do not have permission to view this Plex server")
        for card in (all_servers, one_server, list_of_servers):
            await expect(card).to_contain_text("Ask an administrator for access")
        frames = "".join(session.traffic.frames)
        assert '"kind":"servers"' in frames
        # the name of the server is not checked: all users can read it in the registries
        assert '"kind":"snapshot"' not in frames
        assert "Night Ferry" not in frames


async def test_removed_server_shows_notice(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show({**CARD, "entry_id": "gone"}, {**CARD, "entry_id": ["gone", "as-well"]})
    async with (
        browser_session(browser, environment.url, *ADMINISTRATOR) as administrator,
        browser_session(browser, environment.url, *await environment.create_member()) as member,
    ):
        for session, hint_count in ((administrator, 1), (member, 0)):
            await session.open_dashboard(path)
            cards = session.page.locator("plex-arrivals-card")
            for index in (0, 1):
                await expect(cards.nth(index)).to_contain_text("This Plex server is no longer set up")
                await expect(cards.nth(index).get_by_text("select another server")).to_have_count(hint_count)
            await expect(session.page.locator("hui-error-card")).to_have_count(0)
            assert session.errors == []


async def test_german_card_has_german_texts_times_and_numbers(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show({**CARD, "recently_added": 50})
    server = environment.plex.server
    scan_seconds, server.scan_seconds = server.scan_seconds, 4
    try:
        async with browser_session(
            browser, environment.url, *await environment.create_member(), language="de"
        ) as session:
            await session.open_dashboard(path)
            head = session.card.locator(".head .line")
            await expect(head.get_by_title(re.compile(r"^Online seit (.+, )?\d{1,2}:\d{2}$"))).to_have_text("Online")
            await expect(session.card.locator(".heading")).to_have_text(["Downloads", "Kürzlich hinzugefügt"])
            await expect(session.card.locator(".poster").filter(has_text="Slow Weather")).to_contain_text(
                re.compile(r"vor\s\d\sStd\.")
            )
            row, states = session.row("Blaue"), await session.record_states("Blaue")
            await environment.finish_download("movies", "Blaue.Stunde.2019", "Blaue.Stunde.2019.mkv")
            await expect(head).to_contain_text(re.compile(r"scannt Movies, \d+\s%"))
            await expect(row.locator(".line")).to_have_text("In Plex · Movies · jetzt")
            await expect(row.get_by_role("link", name="In Plex ansehen")).to_be_visible()
            assert await states.json_value() == ["Wartet", "Wird gescannt", "In Plex"]
    finally:
        server.scan_seconds = scan_seconds


async def test_card_without_translation_is_in_english(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show({**CARD, "recently_added": 50})
    async with browser_session(browser, environment.url, *ADMINISTRATOR, language="sv") as session:
        await session.open_dashboard(path)
        await expect(session.page.get_by_text("Inställningar").first).to_be_visible()
        await expect(session.card.locator(".heading")).to_have_text(["Downloads", "Recently added"])
        await expect(session.card.locator(".poster").filter(has_text="Slow Weather")).to_contain_text(
            re.compile(r"\d\shr\sago")
        )
        head = session.card.locator(".head .line")
        await expect(head.get_by_title(re.compile(r"^Online since (.+ )?\d{1,2}:\d{2}$"))).to_have_text("Online")

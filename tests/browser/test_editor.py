"""The card picker, the visual editor, and errors for an invalid YAML configuration."""

import hashlib
import json
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, expect

import custom_components.plex_arrivals as integration
from testing.browser.session import BrowserSession, browser_session
from testing.card_environment import ADMINISTRATOR, CARD, DASHBOARD, CardEnvironment

HEADING = {"type": "heading", "heading": "Cinema"}
FOLDER = Path(integration.__file__).parent
SHOW_ERROR = "“show” must be a list of status, deliveries, and recently_added, each at most once."


async def saved_cards(environment: CardEnvironment) -> list[dict[str, Any]]:
    config = await environment.hass_client.command("lovelace/config", url_path=DASHBOARD)
    cards: list[dict[str, Any]] = config["views"][0]["sections"][0]["cards"]
    return cards


async def open_picker(session: BrowserSession, path: str) -> Locator:
    """Edit the dashboard and open the card picker."""
    await session.open(f"{path}?edit=1")
    await session.page.locator("hui-grid-section button.add").click()
    return session.page.locator("hui-dialog-create-card")


def field(editor: Locator, kind: str, label: str) -> Locator:
    return editor.locator(f"ha-selector-{kind}").filter(has_text=label)


async def test_resource_url_contains_version_and_hash(environment: CardEnvironment) -> None:
    version = json.loads((FOLDER / "manifest.json").read_text())["version"]
    names = ("card", "details", "strategy")
    served = b"".join((FOLDER / "frontend" / f"plex-arrivals-{name}.js").read_bytes() for name in names)
    [resource] = await environment.hass_client.command("lovelace/resources")
    assert resource["type"] == "module"
    assert resource["url"] == (
        f"/plex_arrivals/{version}-{hashlib.sha256(served).hexdigest()[:8]}/plex-arrivals-card.js"
    )


async def test_card_picker_shows_preview_and_adds_card(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(HEADING)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        dialog = await open_picker(session, path)
        await dialog.get_by_role("tab", name="By card").click()
        await dialog.get_by_placeholder("Search cards").fill("Plex Arrivals")
        preview = dialog.locator("hui-card-picker .card").filter(has_text="Plex Arrivals")
        await expect(preview.locator("plex-arrivals-card .head .name")).to_have_text("Attic")
        await expect(preview.locator("plex-arrivals-card .poster").first).to_be_visible()
        await preview.click()
        editor = session.page.locator("hui-dialog-edit-card")
        await expect(editor.locator("plex-arrivals-card .head .name")).to_have_text("Attic")
        await editor.get_by_role("button", name="Save").click()
        await expect(editor.get_by_role("button", name="Save")).to_be_hidden()
        await expect(session.card.locator(".head .name")).to_have_text("Attic")
        assert [card["type"] for card in await saved_cards(environment)] == [HEADING["type"], CARD["type"]]
        assert session.errors == []


async def test_card_is_suggested_for_an_entity(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(HEADING)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        dialog = await open_picker(session, path)
        await dialog.get_by_role("tab", name="By entity").click()
        await dialog.get_by_placeholder("Search entities").fill("Movies recently added")
        await dialog.locator("hui-suggestion-entity-tree").get_by_text("Movies recently added").first.click()
        card = dialog.locator("hui-suggestion-card").filter(has_text="Plex Arrivals")
        await expect(card.locator("plex-arrivals-card .heading")).to_have_text("Recently added in Movies")
        suggestion = await card.evaluate("card => card.suggestion.config")
        entry_id = environment.instance.entry_id
        assert suggestion == {**CARD, "entry_id": entry_id, "show": ["recently_added"], "library": ["Movies"]}


async def test_visual_editor_updates_preview_and_saves_configuration(
    browser: Browser, environment: CardEnvironment
) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        editor = await session.edit_card(path)
        preview = editor.locator("plex-arrivals-card")
        await expect(preview.locator(".posters.strip")).to_be_visible()
        await expect(field(editor, "boolean", "Group episodes").get_by_role("switch")).to_be_checked()
        await expect(field(editor, "number", "Number of downloads").locator("input")).to_have_attribute(
            "placeholder", "5"
        )

        await field(editor, "select", "Poster layout").get_by_role("button").first.click()
        await session.page.get_by_role("menuitem", name="Grid").click()
        await expect(preview.locator(".posters.grid")).to_be_visible()
        await field(editor, "number", "Number of posters").locator("input").fill("2")
        await expect(preview.locator(".poster")).to_have_count(2)
        await field(editor, "number", "Number of downloads").locator("input").fill("3")
        for part in ("Recently added", "Status"):
            await field(editor, "select", "Sections to show").get_by_role("button", name="Add").click()
            await session.page.get_by_role("option", name=part).click()
        await expect(preview.locator("section, .head")).to_have_count(2)
        await expect(preview.locator("section, .head").first).to_contain_text("Recently added")
        await expect(preview.locator("section, .head").last).to_contain_text("Attic")

        await editor.get_by_role("button", name="Save").click()
        await expect(editor.get_by_role("button", name="Save")).to_be_hidden()
        expected = {"layout": "grid", "recently_added": 2, "deliveries": 3, "show": ["recently_added", "status"]}
        assert await saved_cards(environment) == [{**CARD, **expected}]


async def test_visual_editor_accepts_incomplete_input(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        editor = await session.edit_card(path)
        preview = editor.locator("plex-arrivals-card")
        posters = field(editor, "number", "Number of posters").locator("input")
        await posters.fill("0")
        await expect(editor.locator("hui-error-card")).to_contain_text("from 1 to 50")
        await posters.fill("1")
        await expect(preview.locator(".poster")).to_have_count(1)
        await field(editor, "select", "Libraries").get_by_role("button", name="Add").click()
        await session.page.get_by_placeholder("Search").fill("Mov")
        await session.page.get_by_role("option", name="Movies").click()
        await expect(preview.locator(".heading").last).to_have_text("Recently added in Movies")
        await expect(editor.locator("ha-alert, hui-error-card")).to_have_count(0)


async def test_visual_editor_uses_the_users_language(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show(CARD)
    async with browser_session(browser, environment.url, *ADMINISTRATOR, language="de") as session:
        editor = await session.edit_card(path)
        await expect(field(editor, "number", "Anzahl der Downloads")).to_contain_text("Standard: 5")
        await expect(field(editor, "number", "Anzahl der Poster")).to_contain_text("Standard: 12")
        for kind, label in (
            ("config_entry", "Server"),
            ("text", "Titel"),
            ("select", "Angezeigte Bereiche"),
            ("select", "Mediatheken"),
            ("select", "Poster-Layout"),
            ("boolean", "Folgen gruppieren"),
            ("select", "Verhalten beim Tippen"),
        ):
            await expect(field(editor, kind, label)).to_be_visible()


async def test_invalid_configuration_shows_error(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show({**CARD, "show": "films"})
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        editor = await session.edit_card(path)
        await expect(session.page.locator("hui-card-edit-mode hui-error-card")).to_contain_text(SHOW_ERROR)
        await expect(editor.locator("ha-alert li")).to_have_text(SHOW_ERROR)
        await expect(editor.locator("hui-error-card")).to_contain_text(SHOW_ERROR)


async def test_visual_editor_rejects_several_servers(browser: Browser, environment: CardEnvironment) -> None:
    path = await environment.show({**CARD, "entry_id": [environment.instance.entry_id]})
    async with browser_session(browser, environment.url, *ADMINISTRATOR) as session:
        editor = await session.edit_card(path)
        await expect(editor.locator("ha-alert li")).to_have_text("More than one server is only supported in YAML.")
        await expect(editor.locator("plex-arrivals-card .head .name")).to_have_text("Attic")

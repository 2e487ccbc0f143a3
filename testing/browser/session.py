"""A signed-in browser page whose traffic is recorded."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
import json
from typing import Any, Literal, Self

import aiohttp
from playwright.async_api import Browser, BrowserContext, Error, JSHandle, Locator, Page, WebSocket

from .traffic import Traffic

LOAD_MS = 30_000
"""The limit of each wait: far more than it takes."""
RETURN_MS = 60_000
"""The limit for what had to wait for Plex: we look for it again, at the latest, once a minute."""
_FOR_EVER_MS = 9_999_999_999_999


_WRITE_DOWN = """(card, title) => {
  const said = [];
  new MutationObserver(() => {
    const row = [...card.shadowRoot.querySelectorAll("li.row")].find((one) => one.textContent.includes(title));
    const word = row?.querySelector(".line span").textContent.trim();
    if (word && word !== said.at(-1)) said.push(word);
  }).observe(card.shadowRoot, { subtree: true, childList: true, characterData: true });
  return said;
}"""
"""Writes down each state that a row comes to, however short."""

type Theme = Literal["light", "dark"]


class BrowserSession:
    """The page of a signed-in user."""

    def __init__(self, url: str, page: Page, traffic: Traffic) -> None:
        self.url = url
        self.page = page
        self.traffic = traffic
        self.complaints: list[str] = []
        """What went wrong in the card's own code."""
        page.on("pageerror", self._failed)
        page.on("request", traffic.requested)
        page.on("response", traffic.answered)
        page.on("websocket", self._opened)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    @property
    def card(self) -> Locator:
        """The card, or the first of several."""
        return self.page.locator("plex-arrivals-card").first

    def row(self, title: str) -> Locator:
        """A delivery's row."""
        return self.card.locator("li.row").filter(has_text=title)

    async def states_of(self, title: str) -> JSHandle:
        """Return a list that grows by each state that a row comes to from now on, however short."""
        return await self.card.evaluate_handle(_WRITE_DOWN, title)

    async def open(self, path: str) -> Self:
        """Go to a page of Home Assistant."""
        await self.page.goto(self.url + path)
        return self

    async def open_dashboard(self, path: str) -> Self:
        """Go to a dashboard and wait until the card shows data."""
        await self.open(path)
        await self.card.locator(".head .name").wait_for(timeout=LOAD_MS)
        return self

    async def edit_card(self, path: str) -> Locator:
        """Edit a dashboard's first card, and return the dialog."""
        await self.open(f"{path}?edit=1")
        card = self.page.locator("hui-card-edit-mode").first
        await card.hover()
        await card.get_by_role("button").first.click()
        return self.page.locator("hui-dialog-edit-card")

    def _failed(self, error: Error) -> None:
        if "plex-arrivals" in (error.stack or ""):
            self.complaints.append(f"{error}\n{error.stack}")

    def _opened(self, socket: WebSocket) -> None:
        self.traffic.asked.append(socket.url)
        socket.on("framereceived", self.traffic.exchanged)
        socket.on("framesent", self.traffic.exchanged)


@asynccontextmanager
async def browser_session(
    browser: Browser,
    url: str,
    user: str,
    password: str,
    *,
    width: int = 1280,
    height: int = 900,
    theme: Theme = "light",
    language: str = "en",
    density: float = 1,
) -> AsyncGenerator[BrowserSession]:
    """Sign in a user with a fresh browser profile."""
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        device_scale_factor=density,
        locale=language,
        timezone_id="Europe/Berlin",
    )
    context.set_default_timeout(LOAD_MS)
    try:
        stored = {
            "hassTokens": {**await _sign_in(url, user, password), "expires": _FOR_EVER_MS},
            "selectedLanguage": language,
        }
        store = "".join(
            f"localStorage.setItem({json.dumps(key)}, {json.dumps(json.dumps(value))});"
            for key, value in stored.items()
        )
        await context.add_init_script(f"if (!localStorage.getItem('hassTokens')) {{ {store} }}")
        yield BrowserSession(url, await context.new_page(), Traffic())
    finally:
        await context.close()


async def _sign_in(url: str, user: str, password: str) -> Mapping[str, Any]:
    """Return the tokens that Home Assistant's own sign-in page would have kept."""
    client = {"client_id": f"{url}/"}
    async with aiohttp.ClientSession(url) as session:

        async def post(path: str, **body: Any) -> Any:
            async with session.post(path, **body) as answer:
                answer.raise_for_status()
                return await answer.json()

        about = {"handler": ["homeassistant", None], "redirect_uri": f"{url}/?auth_callback=1"}
        flow = await post("/auth/login_flow", json=client | about)
        login = {"username": user, "password": password}
        end = await post(f"/auth/login_flow/{flow['flow_id']}", json=client | login)
        form = client | {"grant_type": "authorization_code", "code": end["result"]}
        tokens: dict[str, Any] = await post("/auth/token", data=form)
    return {**tokens, "hassUrl": url, "clientId": f"{url}/"}

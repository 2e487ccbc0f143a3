"""A signed-in browser page whose traffic is recorded."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
import json
from typing import Any, Literal, Self

import aiohttp
from playwright.async_api import Browser, BrowserContext, Error, JSHandle, Locator, Page, WebSocket

from .traffic import Traffic

TIMEOUT_MS = 30_000
"""The default timeout, much longer than any wait takes."""
RECONNECT_TIMEOUT_MS = 60_000
"""The timeout for what needs Plex after an outage: the integration tries to reconnect at least once a minute."""
_NEVER_MS = 9_999_999_999_999
"""A time in the far future."""

_RECORD_STATES = """(card, title) => {
  const states = [];
  new MutationObserver(() => {
    const row = [...card.shadowRoot.querySelectorAll("li.row")].find(({ textContent }) => textContent.includes(title));
    const state = row?.querySelector(".line span").textContent.trim();
    if (state && state !== states.at(-1)) states.push(state);
  }).observe(card.shadowRoot, { subtree: true, childList: true, characterData: true });
  return states;
}"""

type Theme = Literal["light", "dark"]


class BrowserSession:
    """The page of a signed-in user."""

    def __init__(self, url: str, page: Page, traffic: Traffic) -> None:
        self.url = url
        self.page = page
        self.traffic = traffic
        self.errors: list[str] = []
        """JavaScript errors of the card."""
        page.on("pageerror", self._on_error)
        page.on("request", traffic.on_request)
        page.on("response", traffic.on_response)
        page.on("websocket", self._on_websocket)

    @property
    def context(self) -> BrowserContext:
        return self.page.context

    @property
    def card(self) -> Locator:
        """Return the card, or the first of several."""
        return self.page.locator("plex-arrivals-card").first

    def row(self, title: str) -> Locator:
        """Return the row of a delivery."""
        return self.card.locator("li.row").filter(has_text=title)

    async def record_states(self, title: str) -> JSHandle:
        """Return a list to which each state of a row is added from now on, however short."""
        return await self.card.evaluate_handle(_RECORD_STATES, title)

    async def open(self, path: str) -> Self:
        """Open a page of Home Assistant."""
        await self.page.goto(self.url + path)
        return self

    async def open_dashboard(self, path: str) -> Self:
        """Open a dashboard and wait until the card shows data."""
        await self.open(path)
        await self.card.locator(".head .name").wait_for(timeout=TIMEOUT_MS)
        return self

    async def edit_card(self, path: str) -> Locator:
        """Edit the first card of a dashboard; return the dialog."""
        await self.open(f"{path}?edit=1")
        card = self.page.locator("hui-card-edit-mode").first
        await card.hover()
        await card.get_by_role("button").first.click()
        return self.page.locator("hui-dialog-edit-card")

    def _on_error(self, error: Error) -> None:
        if "plex-arrivals" in (error.stack or ""):
            self.errors.append(f"{error}\n{error.stack}")

    def _on_websocket(self, websocket: WebSocket) -> None:
        self.traffic.requested_urls.append(websocket.url)
        websocket.on("framereceived", self.traffic.on_frame)
        websocket.on("framesent", self.traffic.on_frame)


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
    """Sign in a user with a new browser profile."""
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        device_scale_factor=density,
        locale=language,
        timezone_id="Europe/Berlin",
    )
    context.set_default_timeout(TIMEOUT_MS)
    try:
        storage = {
            "hassTokens": {**await _sign_in(url, user, password), "expires": _NEVER_MS},
            "selectedLanguage": language,
        }
        set_items = "".join(
            f"localStorage.setItem({json.dumps(key)}, {json.dumps(json.dumps(value))});"
            for key, value in storage.items()
        )
        await context.add_init_script(f"if (!localStorage.getItem('hassTokens')) {{ {set_items} }}")
        yield BrowserSession(url, await context.new_page(), Traffic())
    finally:
        await context.close()


async def _sign_in(url: str, user: str, password: str) -> Mapping[str, Any]:
    """Return the tokens as Home Assistant's sign-in page stores them."""
    client = {"client_id": f"{url}/"}
    async with aiohttp.ClientSession(url) as session:

        async def post(path: str, **body: Any) -> Any:
            async with session.post(path, **body) as response:
                response.raise_for_status()
                return await response.json()

        handler = {"handler": ["homeassistant", None], "redirect_uri": f"{url}/?auth_callback=1"}
        flow = await post("/auth/login_flow", json=client | handler)
        login = {"username": user, "password": password}
        result = await post(f"/auth/login_flow/{flow['flow_id']}", json=client | login)
        form = client | {"grant_type": "authorization_code", "code": result["result"]}
        tokens: dict[str, Any] = await post("/auth/token", data=form)
    return {**tokens, "hassUrl": url, "clientId": f"{url}/"}

"""The picture of a phone with messages of the blueprint."""

import asyncio
from base64 import b64encode
from pathlib import Path

from homeassistant.util.yaml import load_yaml_dict
from jinja2 import Environment
from markupsafe import Markup
from playwright.async_api import Browser

from testing.card_environment import CardEnvironment
from testing.documentation import ROOT
from testing.posters import paint

from .downloads import ALBUM, FILM, arrived

_BLUEPRINT = ROOT / "blueprints" / "automation" / "plex_arrivals" / "notify_when_available.yaml"
_PHONE = Path(__file__).with_name("phone.html")
_POSTER = (400, 600)


async def take(browser: Browser, environment: CardEnvironment, path: Path) -> None:
    """Take the picture into a file: of the messages that the blueprint sends of what arrived."""
    jinja = Environment(autoescape=True)
    blueprint = await asyncio.to_thread(load_yaml_dict, str(_BLUEPRINT))
    texts = {
        key: jinja.from_string(one["default"]) for key, one in blueprint["blueprint"]["input"]["texts"]["input"].items()
    }
    messages = []
    for title, when, poster in ((FILM, "now", True), (ALBUM, "12 min ago", False)):
        delivery = await arrived(environment, title)
        said = {key: Markup(text.render(delivery=delivery)) for key, text in texts.items()}  # noqa: S704 - escaped
        messages.append(
            {
                "when": when,
                "title": said["title"],
                "text": said["message"],
                "button": said["button"],
                "poster": b64encode(paint(title, *_POSTER)).decode() if poster else None,
            }
        )
    page = await browser.new_page(viewport={"width": 400, "height": 800}, device_scale_factor=2)
    await page.goto(f"{environment.url}/manifest.json")  # the page takes its fonts from there
    html = jinja.from_string(await asyncio.to_thread(_PHONE.read_text, encoding="utf-8"))
    await page.set_content(html.render(messages=messages), wait_until="networkidle")
    await page.evaluate("document.fonts.ready")
    await page.locator("body").screenshot(path=path, omit_background=True)
    await page.close()

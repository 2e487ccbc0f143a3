"""Wherever a secret could be in a browser, as text."""

import json
from typing import Final

from testing.browser.session import BrowserSession

KINDS: Final = frozenset(
    ("websocket", "request", "headers", "body", "page", "localStorage", "sessionStorage", "cookies", "databases")
)
"""The first word of each place."""

_PAGE: Final = """() => {
  const texts = [document.documentElement.outerHTML];
  const look = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (typeof element.value === "string") texts.push(element.value);
      if (!element.shadowRoot) continue;
      texts.push(element.shadowRoot.innerHTML);
      look(element.shadowRoot);
    }
  };
  look(document);
  return texts.join("\\n");
}"""
_STORED: Final = """async () => {
  const asked = (request) =>
    new Promise((done, failed) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => failed(request.error);
    });
  const databases = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name));
    databases[name] = {};
    for (const store of database.objectStoreNames) {
      const content = database.transaction(store).objectStore(store);
      databases[name][store] = [await asked(content.getAllKeys()), await asked(content.getAll())];
    }
    database.close();
  }
  return { localStorage: { ...localStorage }, sessionStorage: { ...sessionStorage }, databases };
}"""


async def page_of(person: BrowserSession) -> tuple[str, str]:
    """Return what is on the page now, with its shadow roots and what its fields hold."""
    return f"page {person.page.url}", await person.page.evaluate(_PAGE)


async def places(person: BrowserSession) -> list[tuple[str, str]]:
    """Return everything that was exchanged, is stored, and is on the page, each piece with where it is."""
    stored = {**await person.page.evaluate(_STORED), "cookies": await person.context.cookies()}
    return [
        *await person.traffic.texts(),
        *((kind, json.dumps(content, ensure_ascii=False)) for kind, content in stored.items()),
        await page_of(person),
    ]


def kinds(found: list[tuple[str, str]], text: str) -> set[str]:
    """Return in which kinds of places a text is."""
    return {place.partition(" ")[0] for place, content in found if text.casefold() in content.casefold()}

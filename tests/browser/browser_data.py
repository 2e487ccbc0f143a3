"""All data of a browser in which a secret could be found, as text."""

import json
from typing import Final

from testing.browser.session import BrowserSession

KINDS: Final = frozenset(
    ("websocket", "request", "headers", "body", "page", "localStorage", "sessionStorage", "cookies", "databases")
)
"""The kinds of data: the first word of each source."""

_PAGE: Final = """() => {
  const texts = [document.documentElement.outerHTML];
  const collect = (root) => {
    for (const element of root.querySelectorAll("*")) {
      if (typeof element.value === "string") texts.push(element.value);
      if (!element.shadowRoot) continue;
      texts.push(element.shadowRoot.innerHTML);
      collect(element.shadowRoot);
    }
  };
  collect(document);
  return texts.join("\\n");
}"""
_STORAGE: Final = """async () => {
  const promisify = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const databases = {};
  for (const { name } of await indexedDB.databases()) {
    const database = await promisify(indexedDB.open(name));
    databases[name] = {};
    for (const store of database.objectStoreNames) {
      const content = database.transaction(store).objectStore(store);
      databases[name][store] = [await promisify(content.getAllKeys()), await promisify(content.getAll())];
    }
    database.close();
  }
  return { localStorage: { ...localStorage }, sessionStorage: { ...sessionStorage }, databases };
}"""


async def page_text(session: BrowserSession) -> tuple[str, str]:
    """Return the source and the text of the page, with its shadow roots and the values of its fields."""
    return f"page {session.page.url}", await session.page.evaluate(_PAGE)


async def browser_data(session: BrowserSession) -> list[tuple[str, str]]:
    """Return the traffic, the storage and the page as pairs of a source and its text."""
    storage = {**await session.page.evaluate(_STORAGE), "cookies": await session.context.cookies()}
    return [
        *await session.traffic.texts(),
        *((kind, json.dumps(content, ensure_ascii=False)) for kind, content in storage.items()),
        await page_text(session),
    ]


def kinds_containing(data: list[tuple[str, str]], text: str) -> set[str]:
    """Return the kinds of data that contain a text; case is ignored."""
    return {source.partition(" ")[0] for source, content in data if text.casefold() in content.casefold()}

"""Items: their metadata, their posters, and the page that shows them in a browser."""

from urllib.parse import urlsplit

from aiohttp import web

from .answers import document
from .behavior import Behavior
from .describe import describe_item, leaves
from .library import Catalog, Item
from .nodes import container
from .picture import draw

ITEM = "/library/metadata/{item}"
LARGEST_PICTURE = 1200
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Plex (demonstration)</title><style>
body { margin: 0; min-height: 100vh; display: grid; place-content: center; justify-items: center; gap: 1rem;
       background: #1f2326; color: #eee; font: 1.2rem system-ui, sans-serif; text-align: center; }
img { width: 15rem; border-radius: .5rem; } h1 { margin: 0; } p { margin: 0; opacity: .7; }
</style></head><body><img hidden alt=""><h1>Plex (demonstration)</h1><p></p><script>
async function show() {
  const [, query] = location.hash.split("?");
  const key = new URLSearchParams(query).get("key");
  const answer = key && await fetch("/web/item/" + encodeURIComponent(key.split("/").pop()));
  const item = answer && answer.ok ? await answer.json() : {title: key ? "Not here" : "Plex (demonstration)", text: ""};
  document.title = document.querySelector("h1").textContent = item.title;
  document.querySelector("p").textContent = item.text;
  const picture = document.querySelector("img");
  picture.hidden = !item.picture;
  if (item.picture) picture.src = item.picture;
}
addEventListener("hashchange", show);
show();
</script></body></html>
"""


class ItemRoutes:
    def __init__(self, catalog: Catalog, behavior: Behavior) -> None:
        self._catalog = catalog
        self._behavior = behavior

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/library/metadata/{items}", self.items)
        router.add_get(f"{ITEM}/children", self.children)
        router.add_get(f"{ITEM}/allLeaves", self.all_leaves)
        router.add_get(f"{ITEM}/thumb", self.thumb)
        router.add_get(f"{ITEM}/thumb/{{version}}", self.thumb)
        router.add_get("/photo/:/transcode", self.transcode)
        router.add_get("/web/index.html", self.page)
        router.add_get("/web/item/{item}", self.page_item)
        router.add_get("/web/item/{item}/picture", self.page_picture)

    async def items(self, request: web.Request) -> web.Response:
        keys = dict.fromkeys(request.match_info["items"].split(","))
        items = [self._catalog.items[key] for key in keys if key in self._catalog.items]
        if not items:
            raise web.HTTPNotFound
        nodes = [describe_item(item, with_library=True, with_external_ids=True, with_streams=True) for item in items]
        return document(request, container(nodes, allowSync=True))

    async def children(self, request: web.Request) -> web.Response:
        item = self._item(request.match_info["item"])
        return document(request, container([describe_item(child) for child in item.children], key=item.rating_key))

    async def all_leaves(self, request: web.Request) -> web.Response:
        item = self._item(request.match_info["item"])
        return document(request, container([describe_item(leaf) for leaf in leaves(item)], key=item.rating_key))

    async def thumb(self, request: web.Request) -> web.Response:
        return self._picture(request.match_info["item"], 300, 450)

    async def transcode(self, request: web.Request) -> web.Response:
        parts = urlsplit(request.query.get("url", "")).path.split("/")
        try:
            width, height = (min(int(request.query[name]), LARGEST_PICTURE) for name in ("width", "height"))
        except KeyError, ValueError:
            raise web.HTTPBadRequest from None
        if parts[1:3] != ["library", "metadata"] or parts[4:5] != ["thumb"] or width < 1 or height < 1:
            raise web.HTTPNotFound
        if not self._behavior.transcodes_pictures:
            raise web.HTTPNotFound
        return self._picture(parts[3], width, height)

    async def page(self, _request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    async def page_item(self, request: web.Request) -> web.Response:
        item = self._item(request.match_info["item"])
        above = [part.title for part in (item.root, item.parent) if part is not None and part is not item]
        text = " · ".join((*dict.fromkeys(above), item.type, *([str(item.year)] if item.year else [])))
        picture = f"/web/item/{item.rating_key}/picture" if item.thumb else None
        return web.json_response({"title": item.title, "text": text, "picture": picture})

    async def page_picture(self, request: web.Request) -> web.Response:
        return self._picture(request.match_info["item"], 300, 450)

    def _item(self, key: str) -> Item:
        item = self._catalog.items.get(key)
        if item is None:
            raise web.HTTPNotFound
        return item

    def _picture(self, key: str, width: int, height: int) -> web.Response:
        item = self._item(key)
        if not item.thumb:
            raise web.HTTPNotFound
        if self._behavior.picture:
            content_type, content = self._behavior.picture
            return web.Response(body=content, content_type=content_type)
        if self._behavior.paint:
            content = self._behavior.paint(item.root.title, width, height)
            return web.Response(body=content, content_type="image/jpeg")
        return web.Response(body=draw(int(item.root.rating_key), width, height), content_type="image/png")

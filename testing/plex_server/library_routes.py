"""Libraries: lists of their items, and scans."""

from functools import partial

from aiohttp import web

from .answers import document, empty, failure
from .behavior import Behavior
from .describe import describe_item, describe_library
from .library import LEAF_TYPES, Catalog, Item, Library
from .listing import BadQuery, Page, answer, found_by_title, items_asked_for, newest, recently_added
from .nodes import Node, Value, container
from .scans import Scans

SECTION = "/library/sections/{library}"
ALL_LIBRARIES = "all"


class LibraryRoutes:
    def __init__(
        self, catalog: Catalog, scans: Scans, behavior: Behavior, scan_requests: list[tuple[str, str | None]]
    ) -> None:
        self._catalog = catalog
        self._scans = scans
        self._behavior = behavior
        self._scan_requests = scan_requests

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/library", self.library)
        router.add_get("/library/sections", self.sections)
        router.add_get("/library/sections/all", self.sections)
        router.add_get("/library/all", self.items_of_all)
        router.add_get("/hubs/search", self.search)
        router.add_get("/library/recentlyAdded", self.recently_added)
        router.add_get("/hubs/home/recentlyAdded", self.recently_added)
        router.add_route("*", f"{SECTION}/refresh", self.refresh)
        router.add_get(SECTION, self.section)
        router.add_get(f"{SECTION}/all", self.items)
        router.add_get(f"{SECTION}/recentlyAdded", self.section_recently_added)
        router.add_get(f"{SECTION}/timeline", self.timeline)

    async def library(self, request: web.Request) -> web.Response:
        directories = [Node("Directory", {"key": "sections", "title": "Library Sections"})]
        directories.append(Node("Directory", {"key": "recentlyAdded", "title": "Recently Added Content"}))
        return document(request, container(directories, allowSync=False, title1="Plex Library"))

    async def sections(self, request: web.Request) -> web.Response:
        nodes = [describe_library(library) for library in self._catalog.libraries.values()]
        if not self._behavior.counts_changes:
            for node in nodes:
                del node.attributes["contentChangedAt"]
        return document(request, container(nodes, allowSync=False, title1="Plex Library"))

    async def section(self, request: web.Request) -> web.Response:
        library = self._library(request)
        views = {"all": f"All {library.title}", "recentlyAdded": "Recently Added", "folder": "By Folder"}
        nodes = [Node("Directory", {"key": key, "title": title}) for key, title in views.items()]
        about: dict[str, Value] = {
            "content": "secondary",
            "viewGroup": "secondary",
            "librarySectionID": int(library.id),
        }
        return document(request, container(nodes, allowSync=False, title1=library.title, **about))

    async def items(self, request: web.Request) -> web.Response:
        library = self._library(request)
        try:
            items = items_asked_for(library, request.query, self._behavior)
        except BadQuery:
            return failure(500)
        sort = request.query.get("sort", "titleSort")
        return document(request, answer(items, sort, self._page(request), describe_item, **_about(library)))

    async def items_of_all(self, request: web.Request) -> web.Response:
        libraries = self._catalog.libraries.values()
        try:
            items = [item for one in libraries for item in items_asked_for(one, request.query, self._behavior)]
        except BadQuery:
            return failure(500)
        with_ids = request.query.get("includeGuids") == "1"
        describe = partial(describe_item, with_library=True, with_external_ids=with_ids)
        return document(request, answer(items, "titleSort", self._page(request), describe, allowSync=True))

    async def search(self, request: web.Request) -> web.Response:
        """List what a search finds, in a hub for each type, and in another what is no item."""
        query, limit = request.query.get("query", "").strip(), int(request.query.get("limit", 3))
        if not query or limit < 1:
            return failure(500 if query else 400)
        if not self._catalog.libraries:
            return failure(404)
        hubs = []
        found = found_by_title(self._catalog.libraries.values(), query, strict=self._behavior.strict_search)
        for item_type, items in found.items():
            nodes = [describe_item(item, with_library=True) for item in items[:limit]]
            hubs.append(Node("Hub", {"type": item_type, "size": len(nodes), "more": False}, nodes))
        tag = Node("Directory", {"key": "/library/sections/1/all?genre=7", "id": 7, "type": "tag", "tag": query})
        hubs.append(Node("Hub", {"type": "genre", "size": 1, "more": False}, [tag]))
        return document(request, container(hubs))

    async def section_recently_added(self, request: web.Request) -> web.Response:
        """List episodes for shows, independently of the list of the whole server."""
        library = self._library(request)
        items = recently_added([library], LEAF_TYPES["show"])
        return document(request, answer(items, "recent:desc", self._page(request), describe_item, **_about(library)))

    async def recently_added(self, request: web.Request) -> web.Response:
        libraries = list(self._catalog.libraries.values())
        if wanted := request.query.get("type"):
            numbers = {"1": "movie", "2": "show", "8": "artist", "13": "photo"}
            libraries = [library for library in libraries if library.type == numbers.get(wanted)]
        items = recently_added(libraries, self._behavior.recently_added_shows)
        return document(request, answer(items, "recent:desc", self._page(request), _describe_recent, mixedParents=True))

    async def timeline(self, request: web.Request) -> web.Response:
        library = self._library(request)
        counts: dict[str, Value] = {"allowSync": False, "librarySectionID": int(library.id)}
        counts |= {"updateQueueSize": self._scans.work_left(library), "latestEntryTime": library.scanned_at}
        return document(request, container([], **counts))

    async def refresh(self, request: web.Request) -> web.Response:
        name = request.match_info["library"]
        libraries = list(self._catalog.libraries.values()) if name == ALL_LIBRARIES else [self._library(request)]
        if request.method == "DELETE":
            for library in libraries:
                self._scans.cancel(library)
            return empty()
        if request.method == "POST" and self._behavior.post_refresh != 200:
            return failure(self._behavior.post_refresh)
        if request.method not in ("GET", "POST"):
            return failure(405)
        path = request.query.get("path")
        for library in libraries:
            self._scan_requests.append((library.id, path))
            self._scans.request(library, path)
        return empty()

    def _library(self, request: web.Request) -> Library:
        library = self._catalog.libraries.get(request.match_info["library"])
        if library is None:
            raise web.HTTPNotFound
        return library

    def _page(self, request: web.Request) -> Page | None:
        return None if self._behavior.ignores_paging else Page.asked_for(request.headers, request.query)


def _about(library: Library) -> dict[str, Value]:
    return {
        "allowSync": True,
        "identifier": "com.plexapp.plugins.library",
        "librarySectionID": int(library.id),
        "librarySectionTitle": library.title,
        "librarySectionUUID": library.uuid,
        "title1": library.title,
    }


def _describe_recent(item: Item) -> Node:
    """Return an item as in the list of the whole server, with the date of the newest item below it."""
    node = describe_item(item, with_library=True)
    node.attributes["addedAt"] = newest(item)
    return node

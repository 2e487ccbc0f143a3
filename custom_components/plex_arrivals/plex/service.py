"""PlexService: all requests of the integration to a Plex server over HTTP."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Collection, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
import re
from typing import Any, Final
from urllib.parse import quote, urlencode

from .. import paths
from . import queries
from .api import PlexApi
from .conversion import media_item, plex_library, server_info
from .error_mapping import not_plex, origin, raising_plex_errors
from .errors import PlexBadResponse, PlexForbidden, PlexNotFound, PlexUnauthorized, PlexUnavailable
from .links import LinkStyle, app_url, item_url, library_url
from .models import LibraryType, PlexLibrary, PlexMediaItem, PlexServerInfo
from .poster import Poster, poster_paths
from .session import MAX_AT_ONCE, PlexSession

TIME_LIMIT: Final = 30.0
"""Seconds that a call may take in total: Plex is slow while disks spin up."""
MAX_FOUND: Final = 50
"""The most items that a search for a file name returns."""
MAX_SEARCHED: Final = 20
"""The most items of each type that a search for a title returns."""

_SEARCHED_TYPES: Final = frozenset(("movie", "show", "episode", "artist", "album", "track"))

_TOKEN: Final = re.compile("[!-~]+")
_OLDEST: Final = datetime.min.replace(tzinfo=UTC)


class PlexService:
    """Client for one Plex server, using one token.

    The first call sends one extra request to identify the server (except `get_server_info`). All methods raise only
    PlexError and finish within `time_limit` seconds.
    """

    def __init__(
        self,
        url: str,
        token: str,
        *,
        verify_ssl: bool = True,
        client_identifier: str,
        machine_identifier: str | None = None,
        link_style: LinkStyle = LinkStyle.HOSTED,
        time_limit: float = TIME_LIMIT,
        on_refused: Callable[[], None] = lambda: None,
    ) -> None:
        """Initialize the service without a request.

        `url` is the address of the server without `/web`. `client_identifier` identifies this client, and must not
        change. With the server's `machine_identifier`, there are links before the first request. `on_refused` is called
        each time the server refuses the token.
        """
        self._url = url.rstrip("/")
        self._token = token
        self._link_style = link_style
        self._machine_identifier = machine_identifier
        self._time_limit = time_limit
        self._on_refused = on_refused
        self._session = PlexSession(client_identifier, verify_ssl=verify_ssl, time_limit=time_limit)
        self._api: PlexApi | None = None
        self._connect_lock = asyncio.Lock()
        self._threads = asyncio.Semaphore(MAX_AT_ONCE)

    async def get_server_info(self) -> PlexServerInfo:
        """Return how the server describes itself: 1 request."""
        async with self._limit():
            return server_info(await self._connect())

    async def get_libraries(self) -> list[PlexLibrary]:
        """Return the libraries that the token's account may see, as they are now: 1 request."""
        return await self._call(lambda api: [plex_library(section) for section in api.sections()])

    async def get_recently_added(
        self, limit: int, library: PlexLibrary | None = None, *, with_files: bool = False, start: int = 0
    ) -> list[PlexMediaItem]:
        """Return at most `limit` items of the server or of a library, newest first, skipping `start`: 1 request.

        A library returns movies, episodes, albums and photos; `with_files`, tracks instead of albums, which have no
        files. The server returns what Plex shows on its home page, where a season stands for new episodes.
        """
        if library is None:
            path, query = "/library/recentlyAdded", {}
        else:
            path, query = f"{_path(library)}/all", queries.newest(library.type, with_files=with_files)
        items = await self._get_items(path, query, limit, start)
        return sorted(items, key=lambda item: item.added_at or _OLDEST, reverse=True)

    async def refresh_library(self, library: PlexLibrary, path: str | None = None) -> None:
        """Request a scan of a library, or of one folder in it (a path as Plex sees it): 1 request.

        Success proves nothing: Plex gives the same answer for a folder that it does not have.
        """
        query = {"path": paths.without_doubled_separators(path)} if path else {}
        # Not plexapi's update(): it reads the answer, which is an empty page. GET, as all versions of Plex accept it;
        # 1.32 refused POST.
        await self._call(lambda api: api.request(f"{_path(library)}/refresh", _encoded(query)))

    async def find_by_file(self, library: PlexLibrary, file: str) -> list[PlexMediaItem]:
        """Return at most `MAX_FOUND` items of a library that have a file of this base name: 1 request.

        The caller compares the paths. Plex's filter `file` may compare parts of names, so names are compared here.
        """
        name = paths.name(file)
        items = await self._get_items(f"{_path(library)}/all", queries.with_file(library.type, name), MAX_FOUND)
        return [item for item in items if any(paths.has_name(found.path, name) for found in item.files)]

    async def find_by_external_id(
        self, media_type: LibraryType, title: str, ids: Collection[str]
    ) -> PlexMediaItem | None:
        """Return the movie or show of a title that has one of the IDs, in any library: 1 request.

        Plex cannot search for such IDs (`tvdb://123`), so of the first `MAX_FOUND` with the title they are compared.
        """
        items = await self._get_items("/library/all", queries.with_external_ids(media_type, title), MAX_FOUND)
        return next((item for item in items if not set(ids).isdisjoint(item.external_ids)), None)

    async def find_by_title(
        self, library: PlexLibrary, title: str, *, season: int | None = None, episode: int | None = None
    ) -> list[PlexMediaItem]:
        """Return at most `MAX_FOUND` movies, or episodes of a show, whose title has this in it: 1 request.

        A library of shows has episodes, of this season and with this number, if these are given.
        """
        query = queries.with_title(library.type, title, season, episode)
        return await self._get_items(f"{_path(library)}/all", query, MAX_FOUND)

    async def search(self, title: str) -> list[PlexMediaItem]:
        """Return what Plex finds in all libraries, at most `MAX_SEARCHED` items of each type: 1 request.

        Plex also finds what only resembles the title, so the caller compares. It refuses an empty title.
        """
        query = _encoded({"query": title, "limit": MAX_SEARCHED})
        return await self._call(
            lambda api: [media_item(item, None, self.item_url) for item in api.search_items(query, _SEARCHED_TYPES)]
        )

    async def get_items(self, rating_keys: Iterable[str]) -> list[PlexMediaItem]:
        """Return those of the items that still exist: 1 request, 0 without rating keys."""
        keys = ",".join(quote(key, safe="") for key in dict.fromkeys(rating_keys))
        if not keys:
            return []
        try:
            return await self._get_items(f"/library/metadata/{keys}", {})
        except PlexNotFound:
            return []

    async def get_children(self, item_id: str, *, leaves: bool = False) -> list[PlexMediaItem]:
        """Return the seasons of a show, the episodes of a season …, or `leaves`, the episodes of a show: 1 request.

        Return none if the item no longer exists.
        """
        children = "allLeaves" if leaves else "children"
        try:
            return await self._get_items(f"/library/metadata/{quote(item_id, safe='')}/{children}", {})
        except PlexNotFound:
            return []

    async def fetch_poster(self, rating_key: str, width: int, height: int, version: str | None = None) -> Poster:
        """Return the poster of an item: 1 or 2 requests.

        It has at least this size in pixels, unless the original is smaller or Plex's transcoder fails. `version` is the
        `artwork` of the item. Raise PlexNotFound if there is no poster.
        """
        scaled, original = poster_paths(rating_key, version, width, height)

        def fetch(api: PlexApi) -> Poster:
            try:
                return Poster.from_bytes(api.poster(scaled))
            except PlexBadResponse, PlexForbidden, PlexNotFound:
                return Poster.from_bytes(api.poster(original))

        return await self._call(fetch)

    def item_url(self, rating_key: str) -> str:
        """Return the deep link to an item. Raise PlexUnavailable if it is not yet clear which server this is."""
        return item_url(
            self._link_style,
            machine_identifier=self._identifier,
            server_url=self._url,
            rating_key=rating_key,
        )

    def library_url(self, library_id: str) -> str:
        """Return the deep link to a library. Raise PlexUnavailable as `item_url` does."""
        return library_url(
            self._link_style,
            machine_identifier=self._identifier,
            server_url=self._url,
            library_id=library_id,
        )

    @property
    def app_url(self) -> str:
        """The address of Plex's web app."""
        return app_url(self._link_style, self._url)

    async def close(self) -> None:
        """Close the connections."""
        self._session.close()

    @property
    def _identifier(self) -> str:
        """The machine identifier that the server gave, or the expected one before the first request."""
        if self._machine_identifier is None:
            raise PlexUnavailable(f"{origin(self._url)} has not yet said which server it is")
        return self._machine_identifier

    async def _get_items(
        self, path: str, query: Mapping[str, object], limit: int | None = None, start: int = 0
    ) -> list[PlexMediaItem]:
        # Plex ignores one of the two without the other.
        page = {"X-Plex-Container-Start": start, "X-Plex-Container-Size": limit} if limit is not None else {}

        def fetch(api: PlexApi) -> list[PlexMediaItem]:
            found = api.items(path, _encoded({**query, **page}), limit)
            return [media_item(item, found.librarySectionID, self.item_url) for item in found]

        return await self._call(fetch)

    async def _call[T](self, job: Callable[[PlexApi], T]) -> T:
        async with self._limit():
            async with self._connect_lock:
                api = self._api or await self._connect()
            return await self._run(partial(job, api))

    @asynccontextmanager
    async def _limit(self) -> AsyncGenerator[None]:
        try:
            async with asyncio.timeout(self._time_limit):
                yield
        except TimeoutError:
            raise PlexUnavailable(f"{origin(self._url)} did not answer in time") from None
        except PlexUnauthorized:
            self._on_refused()
            raise

    async def _connect(self) -> PlexApi:
        """Connect, and identify the server: 1 request."""
        api = await self._run(self._new_api)
        self._machine_identifier = server_info(api).machine_identifier
        self._api = api
        return api

    def _new_api(self) -> PlexApi:
        """Return plexapi's server, which requests `/` when it is created."""
        # No header can hold such a token, and instead of an empty one plexapi sends that of its own configuration.
        if not _TOKEN.fullmatch(self._token):
            raise PlexUnauthorized("Invalid token: it is empty or contains invalid characters")
        try:
            return PlexApi(self._url, self._token, self._session)
        except PlexNotFound:
            raise not_plex(origin(self._url)) from None

    async def _run[T](self, job: Callable[[], T]) -> T:
        """Run a blocking job in a thread, unless its caller has been cancelled before the job starts.

        A server that never finishes sending headers keeps the thread busy even after the caller has timed out.
        """
        await self._threads.acquire()
        is_wanted = True

        def guarded() -> T:
            with raising_plex_errors(origin(self._url)):
                if not is_wanted:
                    raise PlexUnavailable("The request was cancelled")
                return job()

        running = asyncio.get_running_loop().run_in_executor(None, guarded)
        running.add_done_callback(self._on_ended)
        try:
            await asyncio.wait((running,))
        finally:
            is_wanted = False
        return running.result()

    def _on_ended(self, running: asyncio.Future[Any]) -> None:
        self._threads.release()
        if not running.cancelled():
            running.exception()  # retrieved, so that asyncio does not log it if the caller has been cancelled


def _path(library: PlexLibrary) -> str:
    return f"/library/sections/{quote(library.id, safe='')}"


def _encoded(query: Mapping[str, object]) -> str:
    """Return a query with everything percent-encoded, including spaces."""
    return urlencode(query, safe="", quote_via=quote, errors="replace")

"""PlexService: everything that the integration asks of a Plex server over HTTP."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
import re
from typing import Any, Final
from urllib.parse import quote, urlencode
from xml.etree.ElementTree import Element

from plexapi.server import PlexServer

from .artwork import Picture, poster_paths
from .documents import read_document
from .error_mapping import check_document, origin, our_errors
from .errors import PlexBadResponse, PlexForbidden, PlexNotFound, PlexUnauthorized, PlexUnavailable
from .headers import TOKEN_HEADER
from .links import LinkStyle, app_url, item_url, library_url
from .models import LibraryType, PlexLibrary, PlexMediaItem, PlexServerInfo
from .parsing import parse_items, parse_libraries, parse_server_info
from .paths import base_name, same_name, without_doubled_separators
from .session import MAX_AT_ONCE, PlexSession

TIME_LIMIT: Final = 30.0
"""Seconds that a call may take in all: disks that have to spin up make Plex slow."""
MAX_FOUND: Final = 50
"""How many items one file name may find."""

# The numbers that Plex's queries have for its types of items.
_FILE_TYPES = {LibraryType.SHOW: 4, LibraryType.MUSIC: 10, LibraryType.PHOTO: 13}
_RECENT_TYPES = _FILE_TYPES | {LibraryType.MUSIC: 9}
_MOVIE = 1

_TOKEN = re.compile("[!-~]+")
_OLDEST = datetime.min.replace(tzinfo=UTC)


class _Api(PlexServer):
    """plexapi's server, reduced to asking: it answers with nothing but Plex's containers, and keeps no state."""

    info: PlexServerInfo

    def query(self, key: str, *_args: Any, params: str | None = None, **_kwargs: Any) -> Element:
        url = self.url(key)  # type: ignore[no-untyped-call]
        answer = self._session.get(url, params=params, headers={TOKEN_HEADER: self._token})
        return check_document(read_document(answer.content), origin(self._baseurl))

    def _loadData(self, data: Element) -> None:  # noqa: N802 - plexapi's hook for what a class reads of its answer
        self.info = parse_server_info(data, origin(self._baseurl))


class PlexService:
    """One Plex server, asked with one token.

    Every method says how many HTTP requests it makes. The first call to a server makes one more where it is not
    `get_server_info`: it asks who the server is, which deep links need. All raise only the errors of `errors.py`, and
    end within `time_limit` seconds.
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
        """Ask nothing yet; `url` is the server's address without `/web`, `client_identifier` is ours, and stable.

        `machine_identifier`, where it is known, makes links before the server was asked anything. `on_refused` is
        called each time the server refuses the token.
        """
        self._url = url.rstrip("/")
        self._token = token
        self._link_style = link_style
        self._machine_identifier = machine_identifier
        self._time_limit = time_limit
        self._on_refused = on_refused
        self._session = PlexSession(client_identifier, verify_ssl=verify_ssl, time_limit=time_limit)
        self._api: _Api | None = None
        self._first_contact = asyncio.Lock()
        self._threads = asyncio.Semaphore(MAX_AT_ONCE)

    async def get_server_info(self) -> PlexServerInfo:
        """Return how the server describes itself: 1 request."""
        async with self._limit():
            self._api = api = await self._run(self._connect)
        return api.info

    async def get_libraries(self) -> list[PlexLibrary]:
        """Return the libraries that the token's account may see, as they are now: 1 request."""
        return await self._ask(lambda api: parse_libraries(api.query("/library/sections")))

    async def get_recently_added(
        self, limit: int, library: PlexLibrary | None = None, *, with_files: bool = False, start: int = 0
    ) -> list[PlexMediaItem]:
        """Return at most `limit` items of the server or of a library, newest first, after `start`: 1 request.

        A library gives movies, episodes, albums, photos (tracks for albums `with_files`, which these have not); the
        server what it shows itself (seasons for new episodes).
        """
        if library is None:
            path, query = "/library/recentlyAdded", {}
        else:
            # Asked for the episodes: a show keeps the time when its first episode came.
            path = f"{_path(library)}/all"
            types = _FILE_TYPES if with_files else _RECENT_TYPES
            query = {"type": types.get(library.type, _MOVIE), "sort": "addedAt:desc"}
        items = await self._get_items(path, query | _page(limit, start))
        items.sort(key=lambda item: item.added_at or _OLDEST, reverse=True)
        return items[:limit]

    async def refresh_library(self, library: PlexLibrary, path: str | None = None, *, force: bool = False) -> None:
        """Have Plex scan a library, or one folder of it (as Plex sees it): 1 request.

        That it succeeds proves nothing: Plex answers the same to folders that it does not know. `force` has the
        metadata of everything in it fetched again.
        """
        query = {"path": without_doubled_separators(path)} if path else {}
        if force:
            query["force"] = "1"

        def ask(api: _Api) -> None:
            # Not query(): the answer is an empty page. GET, as all versions take it (1.32 refused the newer POST).
            url = api.url(f"{_path(library)}/refresh")  # type: ignore[no-untyped-call]
            self._session.get(url, params=_encoded(query), headers={TOKEN_HEADER: self._token})

        await self._ask(ask)

    async def find_by_file(self, library: PlexLibrary, file: str) -> list[PlexMediaItem]:
        """Return the items of a library that have a file of that base name, at most `MAX_FOUND`: 1 request.

        The caller compares the paths. Plex's filter `file` is in no documentation: whether it compares whole names is
        not known, so they are compared here again.
        """
        name = base_name(file)
        query = {"type": _FILE_TYPES.get(library.type, _MOVIE), "file": name, "sort": "addedAt:desc"}
        items = await self._get_items(f"{_path(library)}/all", query | _page(MAX_FOUND))
        return [item for item in items if any(same_name(name, held.path) for held in item.files)]

    async def get_items(self, rating_keys: Iterable[str]) -> list[PlexMediaItem]:
        """Return the items that these ids still have: 1 request, 0 for no ids."""
        keys = ",".join(quote(key, safe="") for key in dict.fromkeys(rating_keys))
        if not keys:
            return []
        try:
            return await self._get_items(f"/library/metadata/{keys}", {})
        except PlexNotFound:
            return []

    async def fetch_artwork(self, rating_key: str, width: int, height: int, version: str | None = None) -> Picture:
        """Return an item's poster, at least of a size in pixels where it is not smaller itself: 1 request, or 2.

        Where Plex's transcoder does not give it, the poster is fetched as it is, in whatever size. `version` is what
        items call `artwork`. Raises PlexNotFound where there is no poster.
        """
        scaled, unscaled = poster_paths(rating_key, version, width, height)

        def ask(api: _Api) -> Picture:
            def get(path: str) -> Picture:
                url = api.url(path)  # type: ignore[no-untyped-call]
                return Picture.of(self._session.get_picture(url, {TOKEN_HEADER: self._token}))

            try:
                return get(scaled)
            except PlexBadResponse, PlexForbidden, PlexNotFound:
                return get(unscaled)

        return await self._ask(ask)

    def item_url(self, rating_key: str) -> str:
        """Return the deep link to an item; raises PlexUnavailable while nobody knows who the server is. 0 requests."""
        return _link(self._link_style, self._identifier, self._url, rating_key)

    def library_url(self, library_id: str) -> str:
        """Return the deep link to a library; raises PlexUnavailable as `item_url`. 0 requests."""
        return library_url(
            self._link_style,
            machine_identifier=self._identifier,
            server_url=self._url,
            library_id=library_id,
        )

    @property
    def _identifier(self) -> str:
        """Who the server is, as it says or as it is expected to be."""
        identifier = self._api.info.machine_identifier if self._api else self._machine_identifier
        if identifier is None:
            raise PlexUnavailable(f"{origin(self._url)} has not been asked yet who it is")
        return identifier

    @property
    def app_url(self) -> str:
        """The address of Plex's web app."""
        return app_url(self._link_style, self._url)

    async def close(self) -> None:
        """Let go of the connections."""
        self._session.close()

    async def _get_items(self, path: str, query: Mapping[str, object]) -> list[PlexMediaItem]:
        def ask(api: _Api) -> list[PlexMediaItem]:
            link = partial(_link, self._link_style, api.info.machine_identifier, self._url)
            return parse_items(api.query(path, params=_encoded(query)), link)

        return await self._ask(ask)

    async def _ask[T](self, job: Callable[[_Api], T]) -> T:
        async with self._limit():
            async with self._first_contact:
                if self._api is None:
                    self._api = await self._run(self._connect)
            return await self._run(partial(job, self._api))

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

    def _connect(self) -> _Api:
        """Ask the server who it is: plexapi does so when its object is made. 1 request."""
        # No header could hold it; and in place of an empty one plexapi would send one of its own configuration.
        if not _TOKEN.fullmatch(self._token):
            raise PlexUnauthorized("This is no token: it is empty or has characters that no token has")
        try:
            return _Api(self._url, self._token, session=self._session, timeout=self._time_limit)  # type: ignore[no-untyped-call]
        except PlexNotFound:
            raise PlexBadResponse(f"{origin(self._url)} answers, but not as Plex does") from None

    async def _run[T](self, job: Callable[[], T]) -> T:
        """Run what blocks in a thread; nothing in it changes what another thread sees.

        A server that never ends the headers of an answer holds the thread although nobody waits for it any more.
        """
        await self._threads.acquire()
        wanted = True

        def guarded() -> T:
            with our_errors(origin(self._url)):
                if not wanted:
                    raise PlexUnavailable("Nobody waits for it any more")
                return job()

        running = asyncio.get_running_loop().run_in_executor(None, guarded)
        running.add_done_callback(self._ended)
        try:
            await asyncio.wait((running,))
        finally:
            wanted = False
        return running.result()

    def _ended(self, running: asyncio.Future[Any]) -> None:
        self._threads.release()
        if not running.cancelled():
            running.exception()  # seen, also where nobody waited any more


def _path(library: PlexLibrary) -> str:
    return f"/library/sections/{quote(library.id, safe='')}"


def _page(size: int, start: int = 0) -> dict[str, object]:
    """Return what limits an answer; Plex ignores one of the two without the other."""
    return {"X-Plex-Container-Start": start, "X-Plex-Container-Size": size}


def _encoded(query: Mapping[str, object]) -> str:
    """Return a query with everything percent-encoded, spaces too."""
    return urlencode(query, safe="", quote_via=quote, errors="replace")


def _link(style: LinkStyle, machine_identifier: str, server_url: str, rating_key: str) -> str:
    return item_url(style, machine_identifier=machine_identifier, server_url=server_url, rating_key=rating_key)

"""plexapi's server and library, with the session and the limits of this integration."""

from collections.abc import Collection
from typing import Any
from xml.etree.ElementTree import Element

from plexapi.base import MediaContainer, PlexObject, PlexPartialObject
from plexapi.library import LibrarySection
from plexapi.server import PlexServer
from plexapi.utils import cast, toDatetime
from plexapi.video import Video
import requests

from .documents import read_document
from .error_mapping import check_document, origin
from .errors import PlexNotFound
from .headers import TOKEN_HEADER
from .session import PlexSession


class PlexApi(PlexServer):
    """plexapi's server for one token: made by 1 request, and never changed, so that several threads can use it."""

    _session: PlexSession

    def __init__(self, url: str, token: str, session: PlexSession) -> None:
        """Connect, and identify the server: 1 request. Raise PlexError."""
        super().__init__(url, token, session)  # type: ignore[no-untyped-call]

    def request(self, path: str, params: str | None = None) -> requests.Response:
        """Return the response to a path with an encoded query, without reading it: 1 request."""
        return self._session.get(f"{self._baseurl}{path}", params=params, headers=self._token_header)

    def query(self, key: str, *_args: Any, params: str | None = None, **_kwargs: Any) -> Element:
        """Return the container that Plex answers with: 1 request. Raise PlexError if it answers with anything else."""
        document = read_document(self.request(key, params).content)
        return check_document(document, origin(self._baseurl))

    def sections(self) -> list[Library]:
        """Return the libraries, as they are now: 1 request."""
        return list(self._find("key", "/library/sections", cls=Library))

    def items(self, path: str, params: str, limit: int | None = None) -> MediaContainer[Any]:
        """Return the items of a list, or the first `limit` of them: 1 request.

        A server that ignores paging sends a whole library, of which plexapi would need 0.3 ms for each item.
        """
        return self._find("ratingKey", path, params, limit)

    def search_items(self, params: str, types: Collection[str]) -> list[Any]:
        """Return the items of some types that Plex finds, which it groups by type ("hubs"): 1 request."""
        try:
            data = self.query("/hubs/search", params=params)
        except PlexNotFound:  # there is no library
            return []
        items = (element for hub in data for element in hub if _is_present(element, "ratingKey"))
        data[:] = [element for element in items if element.get("type") in types]
        return self.findItems(data, None, "/hubs/search")  # type: ignore[no-any-return, no-untyped-call]

    def _find(
        self,
        identifier: str,
        path: str,
        params: str | None = None,
        limit: int | None = None,
        cls: type[PlexObject] | None = None,
    ) -> MediaContainer[Any]:
        """Return plexapi's objects for the elements of a response that have an identifier and are not in the trash.

        `fetchItems` is not used: it requests more pages as long as the response claims to have more items, and assigns
        the response's library to every item.
        """
        data = self.query(path, params=params)
        data[:] = [element for element in data if _is_present(element, identifier)][:limit]
        return self.findItems(data, cls, path)  # type: ignore[no-any-return, no-untyped-call]

    def poster(self, path: str) -> bytes:
        """Return the body of a poster: 1 request."""
        return self._session.get_poster(f"{self._baseurl}{path}", self._token_header)

    @property
    def _token_header(self) -> dict[str, str]:
        """The token in a header: plexapi's `url()` and `_headers()` may put it, and more, elsewhere."""
        return {TOKEN_HEADER: self._token}

    def _buildItemOrNone(  # noqa: N802 - plexapi's name
        self, elem: Element, cls: type[PlexObject] | None = None, initpath: str | None = None
    ) -> PlexObject | None:
        """Return plexapi's object for an element: a `Video` for an item of a type that plexapi does not have.

        For such an item plexapi makes something else, such as a `Tag`, or nothing.
        """
        item = super()._buildItemOrNone(elem, cls, initpath)  # type: ignore[no-untyped-call]
        if "ratingKey" in elem.attrib and not isinstance(item, PlexPartialObject):
            return Video(self, elem, initpath, parent=self)  # type: ignore[no-untyped-call]
        return item  # type: ignore[no-any-return]


def _is_present(element: Element, identifier: str) -> bool:
    """Return whether an element has an identifier and is not in Plex's trash, where it stays until that is emptied."""
    return identifier in element.attrib and "deletedAt" not in element.attrib


class Library(LibrarySection):
    """plexapi's library with what plexapi does not read: when it was last scanned, and a count of its changes."""

    def _loadData(self, data: Element) -> None:  # noqa: N802 - plexapi's name
        super()._loadData(data)  # type: ignore[no-untyped-call]
        self.scannedAt = toDatetime(data.get("scannedAt"))  # type: ignore[no-untyped-call]
        self.contentChangedAt = cast(int, data.get("contentChangedAt"))  # type: ignore[no-untyped-call]

"""Our webhook in the importers, which they list under Settings > Connect.

Their API calls that a notification. Ours is recognized by its URL, which has the ID of the webhook of our config entry;
no other notification is touched.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
import re
from typing import Any, Final

from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.util.ulid import ulid_now

from ...const import CONF_EXCLUDED_SOURCES, CONF_WEBHOOK_ADDRESS
from .. import fields
from ..filter import DownloadFilter
from ..webhook import TEST_KEY, Webhook, async_webhook_url
from .importer import Importer, ImporterError
from .importers import async_importer_entries

_COMMAND: Final = "notification"
_IMPLEMENTATION: Final = "Webhook"
_POST: Final = 1
_FILE_BY_FILE: Final = ("onDownload", "onUpgrade")
_IMPORTS: Final = (*_FILE_BY_FILE, "onReleaseImport")
_TRIGGERS: Final = (*_IMPORTS, "onRename", "onManualInteractionRequired", "onImportFailure")
"""What to report; not every importer and version has all of these."""
_RELEASE_BY_RELEASE: Final = "onImportComplete"
"""It reports nothing of a pack that is imported in part, so we do not use it; but the user may."""
_SECRET: Final = re.compile(r"(?<=/api/webhook/)[^\s\]'\"]+")
_REMOVAL_SECONDS: Final = 10

type _Notification = Mapping[str, Any]


class ConnectionState(StrEnum):
    """Whether an importer reports to our webhook; translated in `selector.importer_connection`."""

    CONNECTED = "connected"
    OUTDATED = "outdated"
    """It does not report all imports, or to an address of Home Assistant where that does not arrive."""
    NOT_CONNECTED = "not_connected"
    UNREACHABLE = "unreachable"
    """It cannot send a report to the address."""
    NOT_RECEIVED = "not_received"
    """It sent a test without an error, but that did not arrive here."""
    NO_ANSWER = "no_answer"
    """It does not respond, or refuses our request."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Connection:
    """The state of our webhook in an importer."""

    state: ConnectionState
    message: str = ""
    """What the importer says about it."""
    is_complete: bool = True
    """Whether it reports everything; renames and blocked imports are noticed without that, though later."""

    @property
    def is_lacking(self) -> bool:
        """Whether the importer responds, but does not report to us as it should."""
        return self.state not in (ConnectionState.CONNECTED, ConnectionState.NO_ANSWER)


@dataclass(frozen=True, kw_only=True, slots=True)
class WebhookTarget:
    """Our webhook as the importers are to have it."""

    name: str
    url: str
    webhook_id: str
    has_received_test: Callable[[str], bool]

    @classmethod
    def of(
        cls, hass: HomeAssistant, entry: ConfigEntry[Any], webhook: Webhook, address: str | None = None
    ) -> WebhookTarget:
        """Return the webhook of our config entry at an address of Home Assistant, by default at the configured one."""
        return cls(
            name=f"Plex Arrivals ({entry.title})",
            url=async_webhook_url(hass, entry, address or entry.options.get(CONF_WEBHOOK_ADDRESS)),
            webhook_id=entry.data[CONF_WEBHOOK_ID],
            has_received_test=webhook.has_received_test,
        )


@callback
def async_importers(hass: HomeAssistant, entry: ConfigEntry[Any]) -> dict[str, Importer]:
    """Return the importers that are set up, loaded or not, by config entry ID.

    Those that the user disabled, or excluded from our config entry, are left out.
    """
    importers = {}
    for importer_entry in async_importer_entries(hass, DownloadFilter(entry.options.get(CONF_EXCLUDED_SOURCES, ()))):
        with suppress(Exception):  # another integration's data: `Importers` creates an issue about it
            importers[importer_entry.entry_id] = Importer(hass, importer_entry)
    return importers


async def async_get_connections(importers: Mapping[str, Importer], target: WebhookTarget) -> dict[str, Connection]:
    """Return the state of our webhook in each importer; those that have it as it should be send a test."""
    found = await asyncio.gather(*(_async_get(importer, target) for importer in importers.values()))
    return dict(zip(importers, found, strict=True))


async def async_change_connections(
    importers: Mapping[str, Importer], target: WebhookTarget, *, connect: Collection[str], disconnect: Collection[str]
) -> dict[str, Connection]:
    """Add our webhook to some importers or update it, and remove it from others; return where that failed, and why.

    First, each of them is tried: if one fails, nothing is changed.
    """
    tried = await asyncio.gather(
        *(_async_try(importers[entry_id], target) for entry_id in connect),
        *(_async_attempt(_async_list(importers[entry_id])) for entry_id in disconnect),
    )
    if not (failed := _failures((*connect, *disconnect), tried)):
        done = await asyncio.gather(
            *(_async_attempt(_async_connect(importers[entry_id], target)) for entry_id in connect),
            *(_async_attempt(_async_disconnect(importers[entry_id], target.webhook_id)) for entry_id in disconnect),
        )
        failed = _failures((*connect, *disconnect), done)
    return failed


async def async_disconnect(entry: ConfigEntry[Any], importers: Iterable[Importer]) -> None:
    """Remove our webhook from those importers that respond in time."""
    if webhook_id := entry.data.get(CONF_WEBHOOK_ID):
        with suppress(TimeoutError):
            async with asyncio.timeout(_REMOVAL_SECONDS):
                await asyncio.gather(*(_async_attempt(_async_disconnect(one, webhook_id)) for one in importers))


async def _async_get(importer: Importer, target: WebhookTarget) -> Connection:
    """Return the state of our webhook as it is."""
    try:
        current = _find(await _async_list(importer), target)
    except ImporterError as err:
        return _failed(ConnectionState.NO_ANSWER, err)
    if current is None:
        return Connection(state=ConnectionState.NOT_CONNECTED)
    url = _url(current)
    if _updated(current, url, _IMPORTS) != current:
        return Connection(state=ConnectionState.OUTDATED)
    found = await _async_test(importer, current, url, target)
    if url != target.url and found.state is not ConnectionState.CONNECTED:
        return Connection(state=ConnectionState.OUTDATED)
    return replace(found, is_complete=_updated(current, url) == current)


async def _async_try(importer: Importer, target: WebhookTarget) -> Connection:
    """Return the state of our webhook as it would be if it were added or updated."""
    try:
        wanted = await _async_wanted(importer, target)
    except ImporterError as err:
        return _failed(ConnectionState.NO_ANSWER, err)
    return await _async_test(importer, wanted, target.url, target)


async def _async_test(importer: Importer, notification: _Notification, url: str, target: WebhookTarget) -> Connection:
    """Return whether a test arrives that an importer sends to a URL, otherwise as a notification says."""
    key = ulid_now()
    data = _with_fields(notification, url=f"{url}{'&' if '?' in url else '?'}{TEST_KEY}={key}")
    try:
        await importer.async_request("POST", f"{_COMMAND}/test", data=data)
    except ImporterError as err:
        return _failed(ConnectionState.UNREACHABLE, err)
    arrived = target.has_received_test(key)
    return Connection(state=ConnectionState.CONNECTED if arrived else ConnectionState.NOT_RECEIVED)


async def _async_connect(importer: Importer, target: WebhookTarget) -> None:
    wanted = await _async_wanted(importer, target)
    if notification_id := wanted.get("id"):
        await importer.async_request("PUT", f"{_COMMAND}/{notification_id}", data=wanted)
    else:
        await importer.async_request("POST", _COMMAND, data=wanted)


async def _async_disconnect(importer: Importer, webhook_id: str) -> None:
    for notification in _ours(await _async_list(importer), webhook_id):
        await importer.async_request("DELETE", f"{_COMMAND}/{notification['id']}")


async def _async_attempt(request: Awaitable[object]) -> Connection:
    """Return why a request failed; connected if it did not."""
    try:
        await request
    except ImporterError as err:
        return _failed(ConnectionState.NO_ANSWER, err)
    return Connection(state=ConnectionState.CONNECTED)


async def _async_list(importer: Importer) -> list[_Notification]:
    return fields.mappings(await importer.async_request("GET", _COMMAND))


async def _async_wanted(importer: Importer, target: WebhookTarget) -> _Notification:
    """Return our webhook as it should be: the existing one, updated, or else a new one; raise ImporterError."""
    notifications = await _async_list(importer)
    if current := _find(notifications, target):
        return _updated(current, target.url)
    schema = fields.mappings(await importer.async_request("GET", f"{_COMMAND}/schema"))
    template = next((one for one in schema if one.get("implementation") == _IMPLEMENTATION), None)
    if template is None:
        raise ImporterError("There is no webhook.")
    new = {key: value for key, value in template.items() if key not in ("id", "presets")}
    new["name"] = _free_name(target.name, notifications)
    return _with_fields(_updated(new, target.url), method=_POST)


def _find(notifications: Iterable[_Notification], target: WebhookTarget) -> _Notification | None:
    """Return our webhook; if there are several, because the user added some, the first that is as it should be."""
    ours = _ours(notifications, target.webhook_id)
    return next((one for one in ours if _updated(one, target.url) == one), ours[0] if ours else None)


def _ours(notifications: Iterable[_Notification], webhook_id: str) -> list[_Notification]:
    return [
        notification
        for notification in notifications
        if notification.get("implementation") == _IMPLEMENTATION and webhook_id in _url(notification)
    ]


def _url(notification: _Notification) -> str:
    values = {field.get("name"): field.get("value") for field in fields.mappings(notification.get("fields"))}
    return fields.text(values.get("url")) or ""


def _updated(notification: _Notification, url: str, triggers: Iterable[str] = _TRIGGERS) -> _Notification:
    """Return our webhook with its URL and everything that it is to report; what else the user set is kept."""
    missing = {
        trigger: True
        for trigger in triggers
        if trigger in notification
        and notification.get(f"supportsO{trigger[1:]}", True)
        and not (trigger in _FILE_BY_FILE and notification.get(_RELEASE_BY_RELEASE))
    }
    return _with_fields({**notification, **missing}, url=url)


def _with_fields(notification: _Notification, **values: object) -> _Notification:
    changed = [
        {**field, "value": values[name]} if (name := str(field.get("name"))) in values else field
        for field in fields.mappings(notification.get("fields"))
    ]
    return {**notification, "fields": changed}


def _free_name(name: str, notifications: Iterable[_Notification]) -> str:
    """Return a name that no notification has, as importers require."""
    taken = {str(notification.get("name")).casefold() for notification in notifications}
    candidates = (name, *(f"{name} {number}" for number in range(2, len(taken) + 2)))
    return next(candidate for candidate in candidates if candidate.casefold() not in taken)


def _failed(state: ConnectionState, err: ImporterError) -> Connection:
    """Return a connection with the message of an error, but without our secret URL."""
    return Connection(state=state, message=_SECRET.sub("…", str(err)))


def _failures(entry_ids: Iterable[str], connections: Iterable[Connection]) -> dict[str, Connection]:
    return {
        entry_id: connection
        for entry_id, connection in zip(entry_ids, connections, strict=True)
        if connection.state is not ConnectionState.CONNECTED
    }

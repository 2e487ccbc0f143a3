"""The webhook: a secret address to which importers and download clients report."""

import asyncio
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, Final

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from homeassistant.components import webhook
from homeassistant.config_entries import ConfigEntry
from homeassistant.const import CONF_WEBHOOK_ID
from homeassistant.core import HomeAssistant, callback
from homeassistant.helpers.network import NoURLAvailableError
from homeassistant.util import dt as dt_util
from homeassistant.util.aiohttp import MockRequest

from ..const import CONF_WEBHOOK_LOCAL_ONLY, DOMAIN, LOGGER
from .download import ChangedFolder, Download
from .filter import DownloadFilter
from .report_schema import InvalidReportError
from .reports import read_body

METHODS: Final = ("POST", "PUT")
MAX_BYTES: Final = 1024 * 1024
READ_SECONDS: Final = 10
BURST: Final = 500
"""So many reports are taken at once: a series is imported file by file."""
PER_SECOND: Final = 2.0
"""So many are taken in the long run; those beyond wait for their turn: Sonarr does not repeat a report."""
PATIENCE_SECONDS: Final = 10.0
"""So long a report waits for its turn at most."""
_USUAL_ADDRESS: Final = "http://homeassistant.local:8123"


class _RefusedError(Exception):
    """The answer to a report that isn't taken."""

    def __init__(self, status: HTTPStatus, sentence: str, **headers: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = headers


class Allowance:
    """How often something may happen: a few times per second, with bursts."""

    def __init__(self, burst: int, per_second: float) -> None:
        self._burst = self._left = float(burst)
        self._per_second = per_second
        self._at = 0.0

    def take(self, now: float, patience: float = 0.0) -> float | None:
        """Return in how many seconds it may happen once more; None, and it may not, where that is beyond patience.

        Takes a time in seconds that never goes back. Those that wait are one after another, so their number is bound.
        """
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left - 1 < -patience * self._per_second:
            return None
        self._left -= 1
        return -self._left / self._per_second if self._left < 0 else 0.0


class Webhook:
    """The webhook of one config entry.

    `on_report` is awaited for each download that is reported; only when it has returned the sender is told that all
    is well, and where it raises, that it may try again. The address is a secret: whoever knows it can report
    downloads, so it isn't logged, and no answer tells what came of a report. `on_changed_folder` is called with each
    folder in which files are called otherwise now.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        on_report: Callable[[Download], Awaitable[object]],
        download_filter: DownloadFilter,
        on_changed_folder: Callable[[ChangedFolder], None],
    ) -> None:
        self._hass = hass
        self._entry = entry
        self._on_report = on_report
        self._on_changed_folder = on_changed_folder
        self._filter = download_filter
        self._allowance = Allowance(BURST, PER_SECOND)
        self._open = False
        self._reporting: set[asyncio.Task[bool]] = set()

    @callback
    def async_start(self) -> None:
        """Take reports from now on."""
        webhook.async_register(
            self._hass,
            DOMAIN,
            self._entry.title,
            _webhook_id(self._hass, self._entry),
            self._async_handle,
            local_only=bool(self._entry.options.get(CONF_WEBHOOK_LOCAL_ONLY, True)),
            # a browser's GET too: Home Assistant would log the address with its refusal
            allowed_methods=(*METHODS, "GET"),
        )
        self._open = True

    async def async_stop(self) -> None:
        """Take no more reports; returns when those that were taken are stored."""
        self.async_close()
        if self._reporting:
            await asyncio.wait(self._reporting)

    @callback
    def async_close(self) -> None:
        """Take no more reports."""
        if self._open:
            self._open = False
            webhook.async_unregister(self._hass, self._entry.data[CONF_WEBHOOK_ID])

    async def _async_handle(self, _hass: HomeAssistant, _webhook_id: str, request: web.Request) -> web.Response:
        """Answer a request; raises nothing, lest Home Assistant logs the address with it."""
        try:
            await self._async_take(request)
        except _RefusedError as err:
            LOGGER.debug("The webhook refused a report: %s", err)
            return web.Response(status=err.status, text=str(err), headers=err.headers)
        return web.Response(text="ok")

    async def _async_take(self, request: web.Request) -> None:
        if request.method not in METHODS:
            raise _RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "Reports are sent with POST.", Allow=", ".join(METHODS))
        wait = self._allowance.take(self._hass.loop.time(), PATIENCE_SECONDS)
        if wait is None:
            raise _RefusedError(HTTPStatus.TOO_MANY_REQUESTS, "There are too many reports.", **{"Retry-After": "5"})
        await asyncio.sleep(wait)
        body, content_type = await _read(request), request.headers.get("Content-Type", "")
        try:  # in a thread: a megabyte may be made to take long
            report = await self._hass.async_add_executor_job(read_body, body, content_type, dt_util.utcnow())
        except InvalidReportError as err:
            raise _RefusedError(HTTPStatus.BAD_REQUEST, str(err)) from err
        if isinstance(report, ChangedFolder):
            self._on_changed_folder(report)
        elif report and self._filter.includes(report) and not await self._async_report(report):
            raise _RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "The report could not be stored; please send it again.")

    async def _async_report(self, download: Download) -> bool:
        """Hand a download on; tell whether it is stored."""
        if not self._open:
            return False
        task = self._hass.async_create_task(self._store(download), "store a reported download")
        self._reporting.add(task)
        task.add_done_callback(self._reporting.discard)
        return await asyncio.shield(task)

    async def _store(self, download: Download) -> bool:
        try:
            await self._on_report(download)
        except Exception as err:  # noqa: BLE001 - Home Assistant would log whatever is raised with the address
            LOGGER.error("A download that %s reported could not be stored: %r", download.source, err)
            return False
        return True


@callback
def async_webhook_url(hass: HomeAssistant, entry: ConfigEntry[Any]) -> str:
    """Return the whole address, as it is reached at home; with Home Assistant's usual one where none is known."""
    webhook_id = _webhook_id(hass, entry)
    try:
        return webhook.async_generate_url(hass, webhook_id, prefer_external=False)
    except NoURLAvailableError:
        return _USUAL_ADDRESS + webhook.async_generate_path(webhook_id)


@callback
def _webhook_id(hass: HomeAssistant, entry: ConfigEntry[Any]) -> str:
    """Return the secret in the address; it is made up where the entry has none yet."""
    if CONF_WEBHOOK_ID not in entry.data:
        data = {**entry.data, CONF_WEBHOOK_ID: webhook.async_generate_id()}
        hass.config_entries.async_update_entry(entry, data=data)
    webhook_id: str = entry.data[CONF_WEBHOOK_ID]
    return webhook_id


async def _read(request: web.Request | MockRequest) -> bytes:
    """Return the body; raises _RefusedError where it does not arrive whole, in time and within the limit."""
    too_large = _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The report has more than {MAX_BYTES} bytes.")
    if isinstance(request, MockRequest):  # over Home Assistant's websocket or cloud, already whole
        body = await request.content.read()
        if len(body) > MAX_BYTES:
            raise too_large
        return body
    if (request.content_length or 0) > MAX_BYTES:
        raise too_large
    try:
        async with asyncio.timeout(READ_SECONDS):
            return await request.clone(client_max_size=MAX_BYTES).read()
    except TimeoutError as err:
        raise _RefusedError(HTTPStatus.REQUEST_TIMEOUT, "The report did not arrive in time.") from err
    except web.HTTPRequestEntityTooLarge as err:
        raise too_large from err
    except (HttpProcessingError, web.RequestPayloadError, ConnectionError) as err:
        raise _RefusedError(HTTPStatus.BAD_REQUEST, "The report did not arrive whole.") from err

"""The webhook: a secret URL to which importers and download clients report."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import replace
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
from .download import ChangedFolder, Download, ImporterEvent
from .filter import DownloadFilter
from .last_reports import PROGRAM_KEY, async_last_reports, program_of
from .report_schema import InvalidReportError
from .reports import parse_body
from .tagged_torrents import without_our_tag

METHODS: Final = ("POST", "PUT")
MAX_BYTES: Final = 1024 * 1024
READ_SECONDS: Final = 10
BURST: Final = 500
"""How many reports are accepted at once: a series is imported file by file."""
PER_SECOND: Final = 2.0
"""The average rate. Reports beyond it are delayed, not refused, because Sonarr does not repeat a report."""
MAX_DELAY_SECONDS: Final = 10.0
"""A report that would be delayed for longer is refused."""
TEST_KEY: Final = "test"
"""The key in the query of the URL by which a test is recognized when it arrives."""
_MAX_TESTS: Final = 100
_DEFAULT_URL: Final = "http://homeassistant.local:8123"


class _RefusedError(Exception):
    """A report that is not accepted, with the status, sentence and headers of the response."""

    def __init__(self, status: HTTPStatus, sentence: str, **headers: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.headers = headers


class RateLimiter:
    """A token bucket: limit a rate, but allow bursts."""

    def __init__(self, burst: int, per_second: float) -> None:
        """Initialize the limiter with a full bucket."""
        self._burst = self._left = float(burst)
        self._per_second = per_second
        self._at = 0.0

    def acquire(self, now: float, max_delay: float = 0.0) -> float | None:
        """Return how many seconds to wait; None if that is more than `max_delay`.

        `now` is a monotonic time in seconds. Delays add up, which limits the number of waiting reports.
        """
        self._left = min(self._burst, self._left + (now - self._at) * self._per_second)
        self._at = now
        if self._left - 1 < -max_delay * self._per_second:
            return None
        self._left -= 1
        return -self._left / self._per_second if self._left < 0 else 0.0


class Webhook:
    """The webhook of one config entry.

    `on_report` is awaited for each reported download; the sender gets `ok` once it has returned, and may try again if
    it raises. `on_changed_folder` is called with each folder in which files were renamed, `on_importer_event` with what
    importers report besides files. The URL is a secret that lets anybody report downloads, so it is not logged, and no
    response reveals what became of a report.
    """

    def __init__(
        self,
        hass: HomeAssistant,
        entry: ConfigEntry[Any],
        on_report: Callable[[Download], Awaitable[object]],
        download_filter: DownloadFilter,
        on_changed_folder: Callable[[ChangedFolder], None],
        on_importer_event: Callable[[ImporterEvent], None],
    ) -> None:
        """Initialize the webhook, which is not registered yet."""
        self._hass = hass
        self._entry = entry
        self._on_report = on_report
        self._on_changed_folder = on_changed_folder
        self._on_importer_event = on_importer_event
        self._filter = download_filter
        self._rate_limiter = RateLimiter(BURST, PER_SECOND)
        self._open = False
        self._reporting: set[asyncio.Task[bool]] = set()
        self._tests: deque[str] = deque(maxlen=_MAX_TESTS)
        self._last_reports = async_last_reports(hass, entry.entry_id)

    @callback
    def async_start(self) -> None:
        """Register the webhook."""
        webhook.async_register(
            self._hass,
            DOMAIN,
            self._entry.title,
            _webhook_id(self._hass, self._entry),
            self._async_handle,
            local_only=bool(self._entry.options.get(CONF_WEBHOOK_LOCAL_ONLY, True)),
            # GET is handled, too: Home Assistant would refuse it and log the secret URL.
            allowed_methods=(*METHODS, "GET"),
        )
        self._open = True

    async def async_stop(self) -> None:
        """Unregister the webhook and wait until the accepted reports are stored."""
        self.async_unregister()
        if self._reporting:
            await asyncio.wait(self._reporting)

    @callback
    def async_unregister(self) -> None:
        """Unregister the webhook."""
        if self._open:
            self._open = False
            webhook.async_unregister(self._hass, self._entry.data[CONF_WEBHOOK_ID])

    @callback
    def has_received_test(self, key: str) -> bool:
        """Return whether one of the latest tests had this `TEST_KEY`; those with a key are not passed on."""
        return key in self._tests

    async def _async_handle(self, _hass: HomeAssistant, _webhook_id: str, request: web.Request) -> web.Response:
        """Handle a request. Must not raise: Home Assistant would log the URL with the exception."""
        try:
            await self._async_accept(request)
        except _RefusedError as err:
            LOGGER.debug("The webhook refused a report: %s", err)
            return web.Response(status=err.status, text=str(err), headers=err.headers)
        return web.Response(text="ok")

    async def _async_accept(self, request: web.Request) -> None:
        """Accept a report; raise _RefusedError."""
        if request.method not in METHODS:
            raise _RefusedError(HTTPStatus.METHOD_NOT_ALLOWED, "Reports are sent with POST.", Allow=", ".join(METHODS))
        delay = self._rate_limiter.acquire(self._hass.loop.time(), MAX_DELAY_SECONDS)
        if delay is None:
            raise _RefusedError(HTTPStatus.TOO_MANY_REQUESTS, "Too many reports.", **{"Retry-After": "5"})
        await asyncio.sleep(delay)
        body, content_type = await _read(request), request.headers.get("Content-Type", "")
        now = dt_util.utcnow()
        try:  # in a thread, because a megabyte may take long
            report = await self._hass.async_add_executor_job(parse_body, body, content_type, now)
        except InvalidReportError as err:
            raise _RefusedError(HTTPStatus.BAD_REQUEST, str(err)) from err
        is_test = isinstance(report, ImporterEvent) and report.is_test
        if is_test and (key := request.query.get(TEST_KEY)):
            self._tests.append(key)
            return
        self._last_reports[program_of(report, request.query.get(PROGRAM_KEY))] = now
        if isinstance(report, ChangedFolder):
            self._on_changed_folder(report)
        elif isinstance(report, ImporterEvent):
            self._on_importer_event(report)
        elif isinstance(report, Download) and not await self._async_report(report):
            raise _RefusedError(HTTPStatus.SERVICE_UNAVAILABLE, "The report could not be stored; please send it again.")

    async def _async_report(self, download: Download) -> bool:
        """Store a download that is not ignored, even if the sender disconnects; return whether that succeeded."""
        download = replace(download, labels=without_our_tag(self._hass, download.hash, download.labels))
        if not self._filter.includes(download):
            return True
        if not self._open:
            return False
        task = self._hass.async_create_task(self._store(download), "store a reported download")
        self._reporting.add(task)
        task.add_done_callback(self._reporting.discard)
        return await asyncio.shield(task)

    async def _store(self, download: Download) -> bool:
        try:
            await self._on_report(replace(download, addressed=True))
        except Exception as err:  # noqa: BLE001 - Home Assistant would log the exception with the URL
            LOGGER.error("A download that %s reported could not be stored: %r", download.source, err)
            return False
        return True


@callback
def async_webhook_url(hass: HomeAssistant, entry: ConfigEntry[Any], address: str | None = None) -> str:
    """Return the URL at an address of Home Assistant, such as `http://192.168.1.2:8123`.

    By default that is the address in the local network, or Home Assistant's default if none is configured.
    """
    webhook_id = _webhook_id(hass, entry)
    if address:
        return address + webhook.async_generate_path(webhook_id)
    try:
        return webhook.async_generate_url(hass, webhook_id, prefer_external=False)
    except NoURLAvailableError:
        return _DEFAULT_URL + webhook.async_generate_path(webhook_id)


@callback
def _webhook_id(hass: HomeAssistant, entry: ConfigEntry[Any]) -> str:
    """Return the secret part of the URL, which is created for an entry that has none."""
    if CONF_WEBHOOK_ID not in entry.data:
        data = {**entry.data, CONF_WEBHOOK_ID: webhook.async_generate_id()}
        hass.config_entries.async_update_entry(entry, data=data)
    webhook_id: str = entry.data[CONF_WEBHOOK_ID]
    return webhook_id


async def _read(request: web.Request | MockRequest) -> bytes:
    """Return the body; raise _RefusedError if it is incomplete, late or too large."""
    too_large = _RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"The report exceeds {MAX_BYTES} bytes.")
    if isinstance(request, MockRequest):  # over Home Assistant's websocket or cloud, already complete
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
        raise _RefusedError(HTTPStatus.BAD_REQUEST, "The report is incomplete.") from err

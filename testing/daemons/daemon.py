"""Base class of download clients run as local processes, which end with the test run."""

from abc import ABC, abstractmethod
import asyncio
import atexit
from collections.abc import Sequence
from contextlib import suppress
import itertools
import os
from pathlib import Path
import signal
import socket
from typing import Any, Self

import aiohttp

START_SECONDS = 20
STOP_SECONDS = 10
REQUEST_SECONDS = 10


class Daemon(ABC):
    """A torrent client that keeps all its files under one folder; an async context manager.

    `downloads` is the folder of finished torrents, and of incomplete ones unless `incomplete` names another folder.
    """

    username = "admin"
    password = "adminadmin"

    def __init__(
        self,
        folder: Path,
        *,
        downloads: Path | None = None,
        incomplete: Path | None = None,
        port: int | None = None,
        peer_port: int | None = None,
    ) -> None:
        self.folder = folder
        self.downloads = downloads or folder / "downloads"
        self.incomplete = incomplete
        self.port = port or free_port()
        self.peer_port = peer_port or free_port()
        self._process: asyncio.subprocess.Process | None = None
        self._session: aiohttp.ClientSession | None = None

    @classmethod
    @abstractmethod
    def missing(cls) -> str | None:
        """Return why this daemon can't be run here, None if it can."""

    @property
    def url(self) -> str:
        """The base URL."""
        return f"http://127.0.0.1:{self.port}"

    async def __aenter__(self) -> Self:
        for folder in (self.folder, self.downloads, self.incomplete):
            if folder:
                folder.mkdir(parents=True, exist_ok=True)
        self._configure()
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Start it and wait until it answers; after `stop`, it still has its torrents."""
        # qBittorrent's session cookie is for an IP address, and it may close a kept connection just when it is used
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(force_close=True),
            cookie_jar=aiohttp.CookieJar(unsafe=True),
            timeout=aiohttp.ClientTimeout(total=REQUEST_SECONDS),
        )
        with (self.folder / "output.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self._command(),
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, "HOME": str(self.folder)},
                start_new_session=True,
            )
        _running.add(self._process.pid)
        try:
            async with asyncio.timeout(START_SECONDS):
                while not await self._answers():
                    if self._process.returncode is not None:
                        raise RuntimeError(f"{type(self).__name__} ended at once, see {log.name}")  # noqa: TRY301
                    await asyncio.sleep(0.05)
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Stop it, gracefully if possible."""
        if self._session:
            await self._session.close()
            self._session = None
        if self._process:
            process, self._process = self._process, None
            signal_group(process.pid, signal.SIGTERM)
            try:
                async with asyncio.timeout(STOP_SECONDS):
                    await process.wait()
            except TimeoutError:
                pass
            finally:
                signal_group(process.pid, signal.SIGKILL)
                _running.discard(process.pid)
            await process.wait()

    @property
    def session(self) -> aiohttp.ClientSession:
        """The session for its API."""
        if self._session is None:
            raise RuntimeError("not running")
        return self._session

    async def wait_finished(self, torrent_hash: str, seconds: float = 60) -> None:
        """Wait until a torrent is complete, in its final folder."""
        async with asyncio.timeout(seconds):
            while not await self.is_finished(torrent_hash):  # noqa: ASYNC110 - another process
                await asyncio.sleep(0.05)

    @abstractmethod
    async def is_finished(self, torrent_hash: str) -> bool:
        """Return whether a torrent is complete, in its final folder."""

    @abstractmethod
    async def progress(self, torrent_hash: str) -> float:
        """Return the progress of a torrent, from 0 to 1."""

    @abstractmethod
    async def get(self, torrent_hash: str) -> dict[str, Any] | None:
        """Return the client's own fields of a torrent, None if it has no such torrent."""

    @abstractmethod
    def _configure(self) -> None:
        """Write its settings, unless an earlier run has written them."""

    @abstractmethod
    def _command(self) -> Sequence[str]:
        """Return the command that runs it in the foreground."""

    @abstractmethod
    async def _answers(self) -> bool:
        """Return whether it answers yet."""


_PORTS = 1000
_first_port = 20_000 + _PORTS * int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_ports = itertools.count(os.getpid())
"""The next to try: below the system's ephemeral ports, and different for each parallel process of the tests."""


def free_port() -> int:
    """Return a port on loopback that is not in use."""
    for number in itertools.islice(_ports, _PORTS):
        port = _first_port + number % _PORTS
        with socket.socket() as listener, suppress(OSError):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", port))
            return port
    raise OSError("no port is free")


def signal_group(process_group: int, which: signal.Signals) -> None:
    """Signal a process and its children, if they still run."""
    with suppress(ProcessLookupError):
        os.killpg(process_group, which)


_running: set[int] = set()


@atexit.register
def _kill_all() -> None:
    for process_group in _running:
        signal_group(process_group, signal.SIGKILL)

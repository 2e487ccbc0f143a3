"""Counts connections and bytes between somebody and a server, on loopback."""

import asyncio
from contextlib import suppress
from dataclasses import dataclass

HOST = "127.0.0.1"
_CHUNK = 65_536


@dataclass(slots=True)
class Traffic:
    """What went through: each connection of ours is one request, but for the websocket's."""

    connections: int = 0
    to_server: int = 0
    from_server: int = 0


class Relay:
    """Listens at a port of its own and passes everything on to another one."""

    def __init__(self, port: int) -> None:
        """Take the server's port."""
        self._to = port
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.traffic = Traffic()

    async def start(self) -> int:
        """Listen; return the port."""
        self._server = await asyncio.start_server(self._connected, HOST, 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        """Break everything off."""
        if self._server:
            self._server.close()
        for task in self._open:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task:
            self._open.add(task)
            task.add_done_callback(self._open.discard)
        self.traffic.connections += 1
        with suppress(OSError):
            there, onward = await asyncio.open_connection(HOST, self._to)
            await asyncio.gather(self._pass_on(reader, onward, to_server=True), self._pass_on(there, writer))

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, to_server: bool = False
    ) -> None:
        try:
            while data := await reader.read(_CHUNK):
                if to_server:
                    self.traffic.to_server += len(data)
                else:
                    self.traffic.from_server += len(data)
                writer.write(data)
                await writer.drain()
        finally:
            with suppress(OSError, RuntimeError):
                writer.close()

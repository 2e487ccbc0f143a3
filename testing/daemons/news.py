"""A usenet server on loopback: just enough NNTP (RFC 3977) and yEnc to let a client download for real."""

import asyncio
from pathlib import Path
from typing import Self
from xml.sax.saxutils import quoteattr
import zlib

ARTICLE_SIZE = 100_000
LINE_LENGTH = 128


class NewsServer:
    """Serves the files that were posted; an async context manager."""

    def __init__(self) -> None:
        self.articles: dict[str, bytes] = {}
        """The bodies by message ID; remove some to make a download fail."""
        self.pause = 0.0
        """The delay before each article, in seconds."""
        self.held: set[str] = set()
        """The message IDs of articles that are not sent yet."""
        self.awaited: set[str] = set()
        """The message IDs of those that a client waits for."""
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._server:
            self._server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    @property
    def port(self) -> int:
        """The port it listens on."""
        assert self._server
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    def post(self, folder: Path) -> bytes:
        """Post the files of a folder; returns the .nzb file that names them."""
        files = []
        for path in sorted(folder.iterdir()):
            data = path.read_bytes()
            parts = [data[start : start + ARTICLE_SIZE] for start in range(0, len(data), ARTICLE_SIZE)]
            segments = []
            for number, part in enumerate(parts, 1):
                message_id = f"{len(self.articles)}@loopback"
                self.articles[message_id] = yenc(path.name, data, part, number, len(parts))
                segments.append(f'<segment bytes="{len(part)}" number="{number}">{message_id}</segment>')
            subject = quoteattr(f'"{path.name}" yEnc (1/{len(parts)})')
            files.append(
                f'<file poster="us" date="1700000000" subject={subject}><groups><group>alt.test</group></groups>'
                f"<segments>{''.join(segments)}</segments></file>"
            )
        return f'<?xml version="1.0"?><nzb xmlns="http://www.newzbin.com/DTD/2003/nzb">{"".join(files)}</nzb>'.encode()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._connections.add(task)
        try:
            writer.write(b"200 ready\r\n")
            while line := await reader.readline():
                command, _, argument = line.decode().strip().partition(" ")
                writer.write(await self._answer(command.upper(), argument))
                await writer.drain()
                if command.upper() == "QUIT":
                    break
        except ConnectionError:
            pass
        finally:
            self._connections.discard(task)
            writer.close()

    async def _answer(self, command: str, argument: str) -> bytes:
        match command:
            case "GROUP":
                return b"211 1 1 1 alt.test\r\n"
            case "ARTICLE" | "BODY":
                await asyncio.sleep(self.pause)
                message_id = argument.strip("<>")
                while message_id in self.held:
                    self.awaited.add(message_id)
                    await asyncio.sleep(0.05)
                self.awaited.discard(message_id)
                body = self.articles.get(message_id)
                if body is None:
                    return b"430 no such article\r\n"
                if command == "ARTICLE":
                    return b"220 0 %s\r\nSubject: x\r\n\r\n%s.\r\n" % (argument.encode(), body)
                return b"222 0 %s\r\n%s.\r\n" % (argument.encode(), body)
            case "QUIT":
                return b"205 bye\r\n"
            case _:
                return b"500 unknown\r\n"


def yenc(name: str, whole: bytes, part: bytes, number: int, parts: int) -> bytes:
    """Encode a part of a file as the body of an article (yEnc 1.3), with dots doubled as NNTP has it."""
    start = (number - 1) * ARTICLE_SIZE
    lines = [
        f"=ybegin part={number} total={parts} line={LINE_LENGTH} size={len(whole)} name={name}".encode(),
        f"=ypart begin={start + 1} end={start + len(part)}".encode(),
    ]
    for at in range(0, len(part), LINE_LENGTH):
        line = b"".join(_ENCODED[byte] for byte in part[at : at + LINE_LENGTH])
        lines.append(b"." + line if line.startswith(b".") else line)
    lines.append(f"=yend size={len(part)} part={number} pcrc32={zlib.crc32(part):08x}".encode())
    return b"".join(line + b"\r\n" for line in lines)


def _encode(byte: int) -> bytes:
    byte = (byte + 42) % 256
    return b"=" + bytes([(byte + 64) % 256]) if byte in b"\0\n\r=" else bytes([byte])


_ENCODED = [_encode(byte) for byte in range(256)]

"""A TLS proxy with a self-signed certificate."""

import asyncio
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
import ssl
from tempfile import NamedTemporaryFile
from typing import Self
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class TlsFront:
    """Forwards connections to `url` to an HTTP server."""

    def __init__(self, behind: str) -> None:
        self._behind = urlsplit(behind)
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._good = self._certificate(days=1)
        self._context = self._context_of(self._good)
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.Task[None]] = set()
        self.url = ""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self.url = f"https://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_exception: object) -> None:
        assert self._server is not None
        self._server.close()
        await self._hang_up()

    @property
    def certificate(self) -> str:
        """The valid certificate as PEM, to be added to a trust store."""
        return self._good.public_bytes(serialization.Encoding.PEM).decode()

    async def show_expired(self, *, expired: bool) -> None:
        """Use a certificate with the same name and key that expired an hour ago, or the valid certificate again."""
        self._context = self._context_of(self._certificate(days=-1 / 24) if expired else self._good)
        await self._hang_up()

    async def _hang_up(self) -> None:
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        task.add_done_callback(self._connections.discard)
        try:
            await writer.start_tls(self._context)
        except OSError:  # the client rejects the certificate, or does not speak TLS
            writer.close()
            return
        onward_reader, onward_writer = await asyncio.open_connection(self._behind.hostname, self._behind.port)
        await asyncio.gather(_copy(reader, onward_writer), _copy(onward_reader, writer))

    def _certificate(self, *, days: float) -> x509.Certificate:
        """Return a certificate for the loopback address that expires in `days` days."""
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "plex")])
        now = datetime.now(UTC)
        return (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self._key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(self._key, hashes.SHA256())
        )

    def _context_of(self, certificate: x509.Certificate) -> ssl.SSLContext:
        private = self._key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with NamedTemporaryFile() as file:
            file.write(private + certificate.public_bytes(serialization.Encoding.PEM))
            file.flush()
            context.load_cert_chain(file.name)
        return context


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    except OSError:
        pass
    finally:
        target.close()

"""A self-signed certificate, and a TLS proxy that uses one."""

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


class SelfSignedCertificate:
    """A certificate for the loopback address, and its private key."""

    def __init__(self, *, days: float = 1, key: ec.EllipticCurvePrivateKey | None = None) -> None:
        """Create a certificate that expires after this many days, for a key or for a new one."""
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "plex")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(IPv4Address("127.0.0.1"))]), critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(self.key, hashes.SHA256())
        )
        self.pem = certificate.public_bytes(serialization.Encoding.PEM).decode()
        """The certificate, to be added to a trust store."""

    @property
    def private_pem(self) -> str:
        """The private key and the certificate."""
        key = self.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return key.decode() + self.pem

    def server_context(self) -> ssl.SSLContext:
        """Return the TLS context of a server with this certificate."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        with NamedTemporaryFile("w") as file:
            file.write(self.private_pem)
            file.flush()
            context.load_cert_chain(file.name)
        return context


class TlsFront:
    """Forwards connections to `url` to an HTTP server."""

    def __init__(self, behind: str) -> None:
        self._behind = urlsplit(behind)
        self._good = SelfSignedCertificate()
        self._context = self._good.server_context()
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
        return self._good.pem

    async def show_expired(self, *, expired: bool) -> None:
        """Use a certificate with the same name and key that expired an hour ago, or the valid certificate again."""
        certificate = SelfSignedCertificate(days=-1 / 24, key=self._good.key) if expired else self._good
        self._context = certificate.server_context()
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


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    try:
        while data := await source.read(65536):
            target.write(data)
            await target.drain()
    except OSError:
        pass
    finally:
        target.close()

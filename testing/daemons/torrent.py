"""Makes torrent files."""

from dataclasses import dataclass, replace
import hashlib
from pathlib import Path

PIECE_LENGTH = 64 * 1024

type Bencodable = int | str | bytes | list[Bencodable] | dict[str, Bencodable]


@dataclass(frozen=True, kw_only=True, slots=True)
class TorrentFile:
    """A torrent made from a folder or a file on disk."""

    name: str
    hash: str
    """The info hash, in lower case."""
    data: bytes
    """The .torrent file."""
    content: Path
    """The folder or file that it was made from."""

    @property
    def magnet(self) -> str:
        """A magnet link with nothing but the hash."""
        return f"magnet:?xt=urn:btih:{self.hash}"


def make_torrent(content: Path, *, private: bool = True) -> TorrentFile:
    """Make a torrent (version 1, no tracker) from a folder or a file. Blocking: reads all of it.

    `private` keeps clients from looking for peers; a magnet link works only for a public torrent.
    """
    paths = [content] if content.is_file() else sorted(path for path in content.rglob("*") if path.is_file())
    joined = b"".join(path.read_bytes() for path in paths)
    pieces = b"".join(
        hashlib.sha1(joined[start : start + PIECE_LENGTH], usedforsecurity=False).digest()
        for start in range(0, len(joined), PIECE_LENGTH)
    )
    info: dict[str, Bencodable] = {"name": content.name, "piece length": PIECE_LENGTH, "pieces": pieces}
    if private:
        info["private"] = 1
    if content.is_file():
        info["length"] = len(joined)
    else:
        info["files"] = [
            {"length": path.stat().st_size, "path": list(path.relative_to(content).parts)} for path in paths
        ]
    return TorrentFile(
        name=content.name,
        hash=hashlib.sha1(bencode(info), usedforsecurity=False).hexdigest(),
        data=bencode({"info": info}),
        content=content,
    )


def with_web_seed(torrent: TorrentFile, url: str) -> TorrentFile:
    """Return the torrent with a web server as a seed (BEP 19): it needs no second client and no tracker."""
    # the outer dictionary has only the key "info", which comes before "url-list"
    return replace(torrent, data=torrent.data.removesuffix(b"e") + bencode("url-list") + bencode(url) + b"e")


def bencode(value: Bencodable) -> bytes:
    """Encode a value as BitTorrent does (BEP 3)."""
    match value:
        case int():
            return b"i%de" % value
        case str():
            return bencode(value.encode())
        case bytes():
            return b"%d:%s" % (len(value), value)
        case list():
            return b"l%se" % b"".join(map(bencode, value))
        case dict():
            items = sorted((key.encode(), item) for key, item in value.items())
            return b"d%se" % b"".join(bencode(key) + bencode(item) for key, item in items)

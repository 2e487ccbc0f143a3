"""What the integration has stored of its deliveries, read from its files."""

from itertools import chain
import json
from pathlib import Path
from typing import Any

_DEFAULTS: dict[str, Any] = {
    "state": "waiting",
    "reason": None,
    "kind": None,
    "arrivals": [],
    "attempts": [],
    "missing_files": [],
}
"""The defaults of fields that tests read; the integration does not store them."""


def store_record(config: str, entry_id: str, record: dict[str, Any]) -> None:
    """Store a change of a delivery, while the integration is not loaded."""
    with (Path(config) / ".storage" / f"plex_arrivals.{entry_id}.current.jsonl").open("a") as file:
        file.write(f"{json.dumps(record)}\n")


def stored_deliveries(config: str | Path, entry_id: str) -> dict[str, dict[str, Any]]:
    """Return the fields of the stored deliveries by their IDs, with `_DEFAULTS` for fields that are not stored.

    Fail if a file has a line that is not whole, or if the integration found one.
    """
    storage = Path(config) / ".storage"
    assert not list(storage.glob("plex_arrivals.*.corrupt*"))
    files = [storage / f"plex_arrivals.{entry_id}.{name}.jsonl" for name in ("history", "current")]
    contents = [file.read_text() for file in files if file.exists()]
    assert all(content.endswith("\n") for content in contents)
    found: dict[str, dict[str, Any]] = {}
    for record in map(json.loads, chain.from_iterable(content.splitlines()[1:] for content in contents)):
        if "removed" in record:
            found.pop(record["id"], None)
        else:
            found[record["id"]] = found.get(record["id"], _DEFAULTS) | record
    return found

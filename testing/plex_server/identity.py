"""The identity of the server."""

from dataclasses import dataclass


@dataclass(slots=True)
class Identity:
    machine_identifier: str
    name: str
    version: str
    updated_at: int

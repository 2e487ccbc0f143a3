"""Dataclasses as JSON and back."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from custom_components.plex_arrivals.deliveries.serialization import dump, load

from .samples import NOW


@pytest.mark.parametrize("value", [timedelta(minutes=42), timedelta(seconds=0.5), timedelta(), NOW])
def test_times(value: Any) -> None:
    assert load(type(value), dump(value)) == value


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        (timedelta, 1e300),
        (timedelta, float("nan")),
        (timedelta, float("inf")),
        (timedelta, 5),
        (timedelta, "5"),
        (timedelta, True),
        (datetime, "2026-03-01T12:00:00"),
        (datetime, "soon"),
        (datetime, 5),
    ],
)
def test_what_is_no_time_is_refused(kind: type[Any], stored: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        load(kind, stored)

"""Deliveries that belong to no library."""

from custom_components.plex_arrivals.deliveries.delivery import Delivery, DeliveryState
from custom_components.plex_arrivals.issues import IssueKind
from tests.deliveries.conftest import DeliveryEnvironment

from .conftest import Repairs

KIND = IssueKind.UNMATCHED
NAME = "handbook"
"""A name that says nothing about the content."""


async def lost(env: DeliveryEnvironment, name: str = NAME, **details: object) -> Delivery:
    """Return a delivery that belongs to no library, according to its folder and name."""
    delivery = await env.ended(await env.finish(f"/downloads/movies/{name}", **details))
    assert delivery.state is DeliveryState.UNMATCHED
    return delivery


async def imports_come(repairs: Repairs, env: DeliveryEnvironment) -> None:
    """Set an option for imported downloads."""
    repairs.hass.config_entries.async_update_entry(
        env.entry, options={**env.entry.options, "imported_categories": ["sonarr"]}
    )
    await env.restart()


def state(env: DeliveryEnvironment, delivery: Delivery) -> DeliveryState | None:
    current: Delivery | None = env.manager.deliveries.get(delivery.id)
    return current.state if current else None

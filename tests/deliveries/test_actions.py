"""Retrying and dismissing deliveries."""

from homeassistant.exceptions import ServiceValidationError
import pytest

from custom_components.plex_arrivals.const import DOMAIN
from custom_components.plex_arrivals.deliveries.delivery import DeliveryState
from testing.waiting import until

from .conftest import DeliveryEnvironment


async def _act(env: DeliveryEnvironment, action: str, delivery_id: str) -> None:
    await env.hass.services.async_call(DOMAIN, action, {"delivery_id": delivery_id}, blocking=True)


async def test_missing_is_retried(env: DeliveryEnvironment) -> None:
    env.plex.swallow_scans = 4
    file = env.put("movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    delivery = await env.ended(await env.finish("/media/movies/Glass Tide (2019)", file))
    assert delivery.state is DeliveryState.MISSING
    await _act(env, "retry_delivery", delivery.id)
    await until(lambda: env.announced(delivery)[-1] == "available")
    with pytest.raises(ServiceValidationError) as raised:
        await _act(env, "retry_delivery", delivery.id)
    assert raised.value.translation_key == "delivery_not_failed"


async def test_dismissed_delivery_is_deleted(env: DeliveryEnvironment) -> None:
    delivery = await env.ended(await env.finish("/downloads/Something"))
    await _act(env, "dismiss_delivery", delivery.id)
    assert delivery.id not in env.manager.deliveries
    await env.restart()
    assert delivery.id not in env.manager.deliveries
    for action in ("retry_delivery", "dismiss_delivery"):
        with pytest.raises(ServiceValidationError) as raised:
            await _act(env, action, delivery.id)
        assert raised.value.translation_key == "no_such_delivery"


async def test_delivery_in_progress_cannot_be_dismissed(env: DeliveryEnvironment) -> None:
    env.plex.scan_seconds = 0.5
    file = env.put("movies/Glass Tide (2019)/Glass Tide (2019).mkv")
    delivery = await env.finish("/media/movies/Glass Tide (2019)", file)
    with pytest.raises(ServiceValidationError):
        await _act(env, "dismiss_delivery", delivery.id)
    assert (await env.ended(delivery)).state is DeliveryState.AVAILABLE

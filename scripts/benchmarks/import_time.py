"""How long Home Assistant takes to import an integration when it starts, measured in new processes."""

import asyncio
from collections.abc import Iterable
from importlib import import_module
import logging
from pathlib import Path
from statistics import median
import sys
import time

from homeassistant import loader
from homeassistant.core import HomeAssistant

_TIMES = 7
_ALREADY_IMPORTED = (
    "bootstrap",
    *(
        f"components.{platform}"
        for platform in ("binary_sensor", "button", "event", "image", "media_player", "sensor", "update")
    ),
)
"""What Home Assistant always imports, and its components for the platforms of both integrations."""


async def import_seconds(config: Path, domains: Iterable[str]) -> dict[str, float]:
    """Return the median time in seconds for each domain; `config` is the config folder."""
    took: dict[str, list[float]] = {domain: [] for domain in domains}
    for domain in [*took] * _TIMES:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", __name__, str(config), domain, stdout=asyncio.subprocess.PIPE
        )
        output, _ = await process.communicate()
        took[domain].append(float(output))
    return {domain: median(times) for domain, times in took.items()}


async def _import(config: str, domain: str) -> float:
    """Import an integration and its platforms as Home Assistant does; return the time in seconds."""
    sys.modules["tqdm"] = None  # type: ignore[assignment]  # see the probe
    for name in _ALREADY_IMPORTED:
        import_module(f"homeassistant.{name}")
    hass = HomeAssistant(config)
    loader.async_setup(hass)
    integration = await loader.async_get_integration(hass, domain)
    begun = time.perf_counter()
    component = await integration.async_get_component()
    await integration.async_get_platforms(component.PLATFORMS)  # type: ignore[attr-defined]
    took = time.perf_counter() - begun
    await hass.async_stop(force=True)
    return took


if __name__ == "__main__":
    logging.disable()  # the warning about custom integrations
    print(asyncio.run(_import(sys.argv[1], sys.argv[2])))

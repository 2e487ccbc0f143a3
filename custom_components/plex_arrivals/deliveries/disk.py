"""Home Assistant's Store, but for one thing: whoever saves is told where the disk failed."""

from typing import Any

from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers.storage import Store


class Disk(Store[dict[str, Any]]):
    """A file in `.storage`. Home Assistant's own Store writes into the log that it could not save, and goes on."""

    _failure: HomeAssistantError | None = None

    async def async_save(self, data: dict[str, Any]) -> None:
        """Write the data; raises HomeAssistantError where it is not on disk, as when that is full."""
        await super().async_save(data)
        if self._failure:
            raise self._failure

    async def _async_write_data(self, data: dict[str, Any]) -> None:
        self._failure = None
        try:
            await super()._async_write_data(data)
        except HomeAssistantError as err:
            self._failure = err
            raise

"""Steps of the options flow."""

from typing import Any

from homeassistant.config_entries import ConfigFlowResult
from homeassistant.core import HomeAssistant
from homeassistant.data_entry_flow import FlowResultType
from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.plex_arrivals.downloads.download import Download
from testing.waiting import until


async def begin(hass: HomeAssistant, entry: MockConfigEntry, page: str) -> ConfigFlowResult:
    """Choose a page of the menu."""
    menu = await hass.config_entries.options.async_init(entry.entry_id)
    form = await choose(hass, menu, page)
    assert form["type"] is FlowResultType.FORM
    assert form["step_id"] == page
    return form


async def submit(hass: HomeAssistant, form: ConfigFlowResult, **fields: Any) -> ConfigFlowResult:
    return await hass.config_entries.options.async_configure(form["flow_id"], fields)


async def choose(hass: HomeAssistant, menu: ConfigFlowResult, option: str) -> ConfigFlowResult:
    assert menu["type"] is FlowResultType.MENU
    return await submit(hass, menu, next_step_id=option)


def suggested(form: ConfigFlowResult) -> dict[str, Any]:
    """Return the suggested values of a form."""
    assert form["data_schema"] is not None
    found = {str(key): (key.description or {}).get("suggested_value") for key in form["data_schema"].schema}
    return {key: value for key, value in found.items() if value is not None}


def placeholders(result: ConfigFlowResult) -> dict[str, str]:
    """Return the placeholders of a page."""
    return dict(result["description_placeholders"] or {})


async def report(entry: MockConfigEntry, path: str, **details: Any) -> None:
    """Report a finished download, and wait until it is delivered or has failed."""
    download = Download(**{"name": path.rpartition("/")[2], "path": path, "source": "action", **details})
    delivery = await entry.runtime_data.manager.on_download_complete(download)
    await until(lambda: entry.runtime_data.manager.deliveries[delivery.id].ended)

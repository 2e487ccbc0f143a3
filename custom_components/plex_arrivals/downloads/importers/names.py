"""The names of importers, as people know them."""

from homeassistant.core import HomeAssistant, callback


@callback
def importer_name(hass: HomeAssistant, importer: str, entry_id: str | None) -> str:
    """Return the name of the product, or the title of the config entry if that says more: `Sonarr 4K`.

    `importer` is the domain of its integration. The entry may be gone by now.
    """
    product = importer.capitalize()
    entry = hass.config_entries.async_get_entry(entry_id) if entry_id else None
    if entry is None:
        return product
    if product.casefold() in entry.title.casefold():
        return entry.title
    # Home Assistant names some of them after their hosts.
    several = len(hass.config_entries.async_entries(importer, include_ignore=False)) > 1
    return f"{product} ({entry.title})" if several else product

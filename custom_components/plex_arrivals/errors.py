"""Plex's errors as Home Assistant shows them to a person."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.exceptions import HomeAssistantError

from .const import DOMAIN
from .plex.errors import PlexError


@contextmanager
def failing_clearly() -> Iterator[None]:
    """Turn a PlexError inside into an error with a translated sentence."""
    try:
        yield
    except PlexError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key=err.key) from err

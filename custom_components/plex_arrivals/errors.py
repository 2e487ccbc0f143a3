"""Translate the errors of Plex for Home Assistant."""

from collections.abc import Iterator
from contextlib import contextmanager

from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers.update_coordinator import UpdateFailed

from .const import DOMAIN
from .plex.errors import PlexError
from .redaction import redact_queries


def update_failed(err: PlexError) -> UpdateFailed:
    """Return the error for a coordinator's update that failed."""
    return UpdateFailed(translation_domain=DOMAIN, translation_key=err.key)


def another_server(name: str) -> UpdateFailed:
    """Return the error for an update to which another server, with this name, responded."""
    return UpdateFailed(
        translation_domain=DOMAIN, translation_key="another_server", translation_placeholders={"name": name}
    )


def invalid_input(key: str, **placeholders: str) -> ServiceValidationError:
    """Return the error for what a user entered, which may be a link with a token."""
    return ServiceValidationError(
        translation_domain=DOMAIN,
        translation_key=key,
        translation_placeholders={name: redact_queries(text) for name, text in placeholders.items()} or None,
    )


@contextmanager
def translate_plex_errors() -> Iterator[None]:
    """Turn a PlexError raised inside into a HomeAssistantError with a translated message."""
    try:
        yield
    except PlexError as err:
        raise HomeAssistantError(translation_domain=DOMAIN, translation_key=err.key) from err

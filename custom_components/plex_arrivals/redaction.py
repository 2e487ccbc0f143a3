"""Redact the secrets in texts (pure)."""

import re
from typing import Final

from homeassistant.helpers.redact import REDACTED

_SECRET: Final = re.compile(
    r"((?:[?&]|%3F|%26)[^=&#\s]*?(?:token|auth|sig|pass|secret|api_?key)[^=&#\s]*?(?:=|%3D))[^&#\s]+", re.IGNORECASE
)


def redact_queries(text: str) -> str:
    """Return a text without the tokens, keys and passwords in the queries of its links, also of links in them."""
    return _SECRET.sub(rf"\1{REDACTED}", text)

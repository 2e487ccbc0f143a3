"""How hard is tried: a little in the usual run, `PLEX_ARRIVALS_FUZZ_EXAMPLES` cases a test where that is set."""

import os
from typing import Final

from hypothesis import HealthCheck, settings

USUAL: Final = 100
EXAMPLES: Final = int(os.environ.get("PLEX_ARRIVALS_FUZZ_EXAMPLES", USUAL))


def effort(share: float = 1) -> settings:
    """Return a test's settings: a share of the examples, for tests that cost more than others."""
    return settings(
        max_examples=max(round(EXAMPLES * share), 5),
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )

"""Hypothesis profiles: few examples by default, many with `--hypothesis-profile=long`."""

from hypothesis import HealthCheck, settings

settings.register_profile("long", max_examples=10_000)


def effort(share: float = 1) -> settings:
    """Return a test's settings: a share of the profile's examples, for tests that cost more than others."""
    return settings(
        max_examples=max(round(settings().max_examples * share), 5),
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
    )

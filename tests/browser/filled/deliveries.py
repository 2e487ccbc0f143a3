"""The deliveries on the card of the shared Home Assistant."""

from testing.card_environment import CARD

LARGE_CARD = {**CARD, "deliveries": 6, "recently_added": 8}
MOVIE = "Lighthouse Keeping"
PACK = "The Uncommonly Long Winters Of The Lighthouse Keepers Of The Northern Coast"
UNMATCHED = "Lighthouse Papers"
MISSING = "Keeper - Lamp Room (2025)"

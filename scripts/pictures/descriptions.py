"""What Plex says about the titles in the pictures, which are all invented."""

from typing import Final

from testing.plex_server.about import About

DESCRIPTIONS: Final = {
    "Copper Sky": About(
        summary=(
            "A retired surveyor returns to the desert observatory that she closed thirty years ago, and finds its "
            "lamps lit. Somebody has gone on measuring the evening sky, and writing the numbers down in her hand."
        ),
        genres=("Drama", "Mystery"),
        rating=7.8,
        minutes=128,
    ),
    "Night Ferry": About(
        summary=(
            "The crew of the last overnight ferry between two quiet coasts carries parcels that nobody sent, "
            "and passengers who are on no list."
        ),
        genres=("Drama", "Thriller"),
        rating=8.3,
        minutes=48,
    ),
    "Season 2": About(
        summary="Winter on the northern line: the harbour is frozen, and still a ship answers every night at two.",
        genres=(),
    ),
    "Kites over Calder": About(
        summary="Three sisters rebuild their father's kite workshop in the year in which the wind stays away.",
        genres=("Comedy", "Family"),
        rating=7.1,
        minutes=97,
    ),
    "Low Tide": About(summary="Recorded in an empty boathouse, with the doors open to the sea.", genres=("Folk",)),
}

"""From a finished download to an item in Plex."""

"""Everything that talks to Plex; it knows nothing of Home Assistant's entities."""

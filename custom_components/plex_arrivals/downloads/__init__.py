"""Where finished downloads come from. Knows nothing of Plex."""

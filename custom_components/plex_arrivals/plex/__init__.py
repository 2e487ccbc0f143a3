"""The only room that talks to Plex."""

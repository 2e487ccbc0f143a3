"""What the tests and the scripts share: a Plex server, plex.tv, real download clients, Home Assistant, a browser."""

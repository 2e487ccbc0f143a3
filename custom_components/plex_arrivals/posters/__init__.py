"""Posters for the browser, which never gets the token that Plex asks for."""

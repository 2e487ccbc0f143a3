"""Finished and running downloads, from clients, importers, the webhook and the action. Imports nothing of Plex."""

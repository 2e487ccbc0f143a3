"""Sonarr, Radarr and Lidarr, as the integrations of Home Assistant know them."""

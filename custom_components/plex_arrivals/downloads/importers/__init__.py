"""Sonarr, Radarr and Lidarr, read through the integrations that the user already has for them."""

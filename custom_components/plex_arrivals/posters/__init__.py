"""Serve posters to browsers and phones without giving them the token."""

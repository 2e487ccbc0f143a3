"""A real Home Assistant in its own process."""

"""A real Home Assistant in a process of its own."""

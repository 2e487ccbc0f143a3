"""The fault matrix, run as tests and written down as tables; see `scripts/faults`."""

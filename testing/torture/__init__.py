"""Kills servers while downloads finish, and checks the final state of each download; see `scripts/torture`."""

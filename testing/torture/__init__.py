"""Kills servers while downloads finish, and checks that each download came to its right end; see `scripts/torture`."""

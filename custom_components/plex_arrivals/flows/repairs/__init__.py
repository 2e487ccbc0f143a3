"""The dialogs of Repairs: one file for what belongs together, each offering the ways that mend its issue."""

"""End-to-end tests: from a torrent finished in a real client to the link in the event."""

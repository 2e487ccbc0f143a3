"""Tools that let conversation agents and MCP clients ask about Plex and downloads, and play what is in Plex."""

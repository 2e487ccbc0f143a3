"""The dashboard card and its websocket command."""

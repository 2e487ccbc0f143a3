"""From a real torrent client's finish to the link, through Home Assistant's own integration of that client."""

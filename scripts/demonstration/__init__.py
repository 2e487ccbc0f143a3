"""The demonstration: Home Assistant with the integration, stand-ins for Plex and Sonarr, and a real torrent client."""

import signal

# until there is something to end, Ctrl-C ends the process without a word
signal.signal(signal.SIGINT, signal.SIG_DFL)

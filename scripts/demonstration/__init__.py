"""The demonstration: Home Assistant with the integration, a stand-in for Plex and a real torrent client, all here."""

import signal

# until there is something to end, Ctrl-C ends the process without a word
signal.signal(signal.SIGINT, signal.SIG_DFL)

"""What is downloaded in these tests."""

from testing.importers import Album, Episodes, Movie

INFO_HASH = "73561B6671E51D43A69D5A41E364DACFCFFB385B"
PACK = Episodes(title="Harbour Watch", season=2, numbers=(1, 2, 3))
EPISODE = Episodes(title="Harbour Watch", season=2, numbers=(5,))
FILM = Movie(title="Sable Coast")
ALBUM = Album(title="Slow Rivers", artist="The Quiet Hours")

SONARR_VERSIONS = ["3.0.10.1566", "4.0.0.924", "4.0.16.2946"]
RADARR_VERSIONS = ["5.9.1.9070", "5.27.5.10198"]
LIDARR_VERSIONS = ["2.9.6.4552", "2.14.5.4836"]

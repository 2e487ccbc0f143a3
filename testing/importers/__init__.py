"""Sonarr, Radarr and Lidarr on loopback, as far as Home Assistant and this integration ask them."""

from .lidarr import Lidarr
from .media import Album, Episodes, Movie
from .problems import BLOCKED, FAILED, PENDING, Problem, StatusMessage, problem_of, problem_of_files
from .radarr import Radarr
from .sonarr import Sonarr

__all__ = [
    "BLOCKED",
    "FAILED",
    "PENDING",
    "Album",
    "Episodes",
    "Lidarr",
    "Movie",
    "Problem",
    "Radarr",
    "Sonarr",
    "StatusMessage",
    "problem_of",
    "problem_of_files",
]

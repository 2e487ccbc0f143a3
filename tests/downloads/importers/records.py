"""Records of the queue and the history of importers, as their API sends them."""

from typing import Any

HASH = "C0FFEE" * 6 + "C0DE"
SERIES = {
    "id": 7,
    "title": "Attic",
    "year": 2019,
    "tvdbId": 300001,
    "tmdbId": 0,
    "imdbId": "tt7000001",
    "images": [
        {"coverType": "banner", "url": "/MediaCover/7/banner.jpg", "remoteUrl": "https://pictures.example/banner.jpg"},
        {"coverType": "poster", "url": "/MediaCover/7/poster.jpg", "remoteUrl": "https://pictures.example/poster.jpg"},
    ],
}
MOVIE = {"id": 9, "title": "Lantern", "year": 2021, "tmdbId": 900001, "imdbId": None, "hasFile": True, "images": []}
ARTIST = {
    "id": 3,
    "artistName": "The Cellars",
    "foreignArtistId": "9a8b7c6d-1111-4222-8333-444455556666",
    "images": [{"coverType": "poster", "remoteUrl": "https://pictures.example/artist.jpg"}],
}
ALBUM = {
    "id": 4,
    "title": "Stairs",
    "releaseDate": "2012-05-04T00:00:00Z",
    "images": [{"coverType": "cover", "remoteUrl": "https://pictures.example/album.jpg"}],
}


def episode(number: int, **given: Any) -> dict[str, Any]:
    return {"id": number, "seasonNumber": 2, "episodeNumber": number, "title": f"Part {number}", **given}


def queued(**given: Any) -> dict[str, Any]:
    """Return a record of a queue, of a torrent that is being downloaded."""
    return {
        "title": "Attic.S02E01.1080p.WEB-GRP",
        "status": "downloading",
        "trackedDownloadStatus": "ok",
        "trackedDownloadState": "downloading",
        "statusMessages": [],
        "downloadId": HASH,
        "quality": {"quality": {"id": 3, "name": "WEBDL-1080p", "resolution": 1080}, "revision": {"version": 1}},
        **given,
    }


def finished(state: str, *messages: str, status: str = "warning", **given: Any) -> dict[str, Any]:
    """Return a record of a download that its client has finished."""
    lines = [{"title": "attic.s02e01.mkv", "messages": list(messages)}] if messages else []
    return queued(
        **{
            "status": "completed",
            "trackedDownloadState": state,
            "trackedDownloadStatus": status if messages else "ok",
            "statusMessages": lines,
        }
        | given
    )


def event(name: str, date: str = "2026-11-29T10:00:00Z", **given: Any) -> dict[str, Any]:
    """Return a record of a history; what is given besides is its data."""
    return {"eventType": name, "date": date, "downloadId": HASH, "sourceTitle": "Attic.S02E01", "data": given}

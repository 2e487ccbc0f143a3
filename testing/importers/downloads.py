"""The downloads of an importer, and what tests do with them."""

from collections.abc import Mapping
from pathlib import Path

from .connections import Connections
from .history import History
from .kind import Kind, Resource
from .media import Media
from .problems import BLOCKED, PENDING, Problem, problem_of, problem_of_files
from .tracked import ARCHIVES, ImportedFile, Tracked, written


class Downloads(Kind):
    """What an importer follows in its download client.

    Nothing happens by itself: a test says when a download has finished (`finish`), and when the importer looks at its
    queue, which real ones do once a minute (`process`).
    """

    def __init__(self, root: Path, *, version: str, mounts: Mapping[str, Path]) -> None:
        super().__init__(root, version=version, mounts=mounts)
        self.client_reachable = True
        """Whether the importer reaches its client; while it does not, its queue is empty."""
        self.delayed: list[tuple[str, Media]] = []
        """Releases that it will only grab later, which are in the queue without an ID."""
        self.history = History(self.event_codes, several_types=self.has("asp.net"), now=self.now)
        self.connections = Connections(
            self.flags(),
            ("url", "method", "username", "password", *(("headers",) if self.has("headers") else ())),
            self.test_body,
            "Unable to send test message: " if self.has("test message") else "",
        )
        self._tracked: dict[str, Tracked] = {}

    @property
    def queue(self) -> list[Tracked]:
        return list(self._tracked.values())

    def tracked(self, download_id: str) -> Tracked:
        return self._tracked[written(download_id)]

    def add(self, media: Media) -> None:
        """Add something to the library."""
        if media not in self.library:
            self.library.append(media)

    def grab(
        self,
        download_id: str,
        release: str,
        media: Media | None,
        output: Path,
        *,
        upgrade: bool = False,
        quality: str | None = None,
        protocol: str = "torrent",
        client: tuple[str, str] = ("Attic", "qBittorrent"),
        size: int = 1_000_000,
    ) -> Tracked:
        """Begin a download, which the client puts at `output`; without `media`, of something unknown.

        Torrents are hard-linked into the library, files from Usenet moved.
        """
        tracked = Tracked(
            download_id=written(download_id),
            release=release,
            media=media,
            output=output,
            size=size,
            left=size,
            quality=quality or self.default_quality,
            upgrade=upgrade,
            protocol=protocol,
            client=client,
        )
        if media:
            self.add(media)
            self._remember(tracked, "grabbed", {"protocol": 1 if protocol == "usenet" else 2, "size": size})
        self.track(tracked)
        return tracked

    def finish(self, download_id: str) -> None:
        """Let the client complete a download: its import follows."""
        self.tracked(download_id).finish()

    async def block(self, download_id: str, problem: Problem | str) -> None:
        """Let a problem, or a sentence about the whole download, hinder the import from now on."""
        tracked = self.tracked(download_id)
        tracked.finish()
        tracked.problem = problem if isinstance(problem, Problem) else problem_of(tracked.release, (problem,))
        await self._hinder(tracked, tracked.problem)

    def resolve(self, download_id: str) -> None:
        """Remove the problem; the importer only notices when it tries again."""
        self.tracked(download_id).problem = None

    async def reject(self, download_id: str) -> None:
        """Let the importer reject the files because they are no upgrade."""
        tracked = self.tracked(download_id)
        sentences = (self.not_an_upgrade(tracked),)
        files = [path.name for path in tracked.files(self.suffixes)]
        if len(files) == 1 and self.has("rejections"):
            problem = problem_of(tracked.release, sentences)
        else:
            problem = problem_of_files(self.incomplete(), dict.fromkeys(files, sentences), self.rejected_state)
        await self.block(download_id, problem)

    async def import_file(self, download_id: str) -> Path:
        """Import the next file of a download and return where it is."""
        tracked = self.tracked(download_id)
        tracked.state, tracked.messages = "importing", ()
        return await self._import_next(tracked)

    async def manual_import_file(self, download_id: str) -> Path:
        """Import the next file of a download by hand and return where it is.

        The queue goes on to say why the download was not imported, until the last file is.
        """
        return await self._import_next(self.tracked(download_id))

    async def import_download(self, download_id: str) -> list[Path]:
        """Import all files of a download."""
        paths = []
        while written(download_id) in self._tracked:
            paths.append(await self.import_file(download_id))
        return paths

    def fail(self, download_id: str, message: str = "Failed download detected") -> None:
        """Let the client fail to complete a download."""
        self._remember(self.tracked(download_id), "downloadFailed", {"message": message})
        self.remove(download_id)

    def ignore(self, download_id: str) -> None:
        """Remove a download from the queue, to be left alone by the importer."""
        self._remember(self.tracked(download_id), "downloadIgnored", {"message": "Manually ignored"})
        self.remove(download_id)

    def remove(self, download_id: str) -> None:
        """Remove a download from the queue; the history says nothing about it."""
        del self._tracked[written(download_id)]

    async def process(self, *, refresh: bool = True) -> None:
        """Look at the queue: import what is complete.

        Only with a refresh, which comes once a minute, blocked downloads are tried again.
        """
        for tracked in self.queue if self.client_reachable else ():
            if refresh and tracked.state == BLOCKED:
                tracked.state = PENDING
            if tracked.state != PENDING:
                continue
            if problem := tracked.problem or self._problem_on_disk(tracked):
                await self._hinder(tracked, problem)
            else:
                await self.import_download(tracked.download_id)

    def no_files(self, tracked: Tracked) -> Problem:
        """Return the problem that there is nothing to import."""
        sentence = f"No files found are eligible for import in {self.name_of(tracked.output)}"
        return problem_of(tracked.release, (sentence,), PENDING)

    def archive(self, tracked: Tracked) -> Problem:
        """Return the problem that there is only an archive."""
        sentence = "Found archive file, might need to be extracted"
        if self.has("rejections"):
            return problem_of(tracked.release, (sentence,))
        return problem_of_files(sentence, {}, PENDING)

    def records(self) -> list[tuple[Resource, dict[str, Resource]]]:
        """Return the queue's records, and for each the resources that are shown when they are asked for."""
        rows: list[tuple[Resource, dict[str, Resource]]] = []
        for tracked in self.queue if self.client_reachable else ():
            record = tracked.record(self.name_of(tracked.output)) | {"quality": self.quality(tracked.quality)}
            for part in self.parts(tracked.media) if tracked.media else (0,):
                row = record | {"id": self.number_of("record", (tracked.download_id, part))}
                resources: dict[str, Resource] = {}
                if tracked.media:
                    ids, resources = self.resources(tracked.media, part, upgrade=tracked.upgrade)
                    row |= ids | self.details(tracked, part)
                rows.append((row, resources))
        for release, media in self.delayed:
            for part in self.parts(media):
                ids, resources = self.resources(media, part, upgrade=False)
                row = {"id": self.number_of("record", (release, part)), "title": release, "status": "delay", **ids}
                row |= {"size": 1_000_000, "sizeleft": 1_000_000, "timeleft": "01:00:00", "protocol": "usenet"}
                rows.append((row | {"quality": self.quality(self.default_quality), "indexer": "Lantern"}, resources))
        return rows

    def track(self, tracked: Tracked) -> None:
        """Begin to follow a download, as after a restart."""
        tracked.notified = False
        if tracked.media:
            parts = self.parts(tracked.media)
            tracked.has_files = frozenset(part for part in parts if self.existing(tracked.media, (part,)))
        if tracked.finished:
            tracked.finish()
        self._tracked[tracked.download_id] = tracked

    def _problem_on_disk(self, tracked: Tracked) -> Problem | None:
        if tracked.media is None:
            return problem_of(tracked.release, (self.mismatch(),))
        if tracked.files(self.suffixes):
            return None
        return self.archive(tracked) if tracked.files(ARCHIVES) else self.no_files(tracked)

    async def _hinder(self, tracked: Tracked, problem: Problem) -> None:
        blocked = problem.state == BLOCKED
        tracked.state = PENDING if blocked and not self.has("blocked") else problem.state
        tracked.messages = problem.messages
        if blocked and not tracked.notified and tracked.media and self.has("manual interaction"):
            tracked.notified = True
            await self.connections.fire("onManualInteractionRequired", self.interaction_body(tracked))

    async def _import_next(self, tracked: Tracked) -> Path:
        source, *more = tracked.files(self.suffixes)
        self._put(tracked, source, last=not more)
        for box, body in self.reports(tracked, last=not more):
            await self.connections.fire(box, body)
        if not more:
            self.remove(tracked.download_id)
        return tracked.imported[-1].path

    def _put(self, tracked: Tracked, source: Path, *, last: bool) -> None:
        """Put a file into the library, in place of an older one, and remember that."""
        assert tracked.media
        covers = self.covered(tracked, source, last=last)
        path = self.destination(tracked, source, covers)
        replaced = tuple(self.existing(tracked.media, covers))
        for old in replaced:
            old.unlink()
        size = source.stat().st_size
        tracked.place(source, path)
        file = ImportedFile(self.number_of("file", path), source, path, size, covers, replaced)
        tracked.imported.append(file)
        data: dict[str, object | None] = {
            "fileId": file.number,
            "droppedPath": self.name_of(source),
            "importedPath": self.name_of(path),
            "size": size if self.has("size in history") else None,
        }
        self._remember(tracked, self.imported_event, data, covers)
        if last and "downloadImported" in self.event_codes:
            self._remember(tracked, "downloadImported", {})

    def _remember(
        self,
        tracked: Tracked,
        event: str,
        data: Mapping[str, object | None],
        parts: tuple[int, ...] | None = None,
    ) -> None:
        """Add an event to the history, once for each part."""
        if not tracked.media:
            return
        name, client = tracked.client
        data = {"downloadClient": client, "downloadClientName": name, "releaseGroup": tracked.group, **data}
        for part in parts or self.parts(tracked.media):
            ids, resources = self.resources(tracked.media, part, upgrade=tracked.upgrade)
            common = {"sourceTitle": tracked.release, "quality": self.quality(tracked.quality), **ids}
            self.history.add(event, tracked.download_id, common, resources, data)

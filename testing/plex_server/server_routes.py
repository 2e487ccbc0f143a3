"""The routes about the server itself."""

from aiohttp import web

from .answers import document
from .identity import Identity
from .nodes import Node, Value, container
from .scans import Scans

DIRECTORIES = ("activities", "hubs", "library", "playlists", "statistics", "updater")
PREFERENCES: dict[str, bool | int] = {
    "FSEventLibraryUpdatesEnabled": False,
    "FSEventLibraryPartialScanEnabled": False,
    "autoEmptyTrash": True,
    "secureConnections": 1,
}


class ServerRoutes:
    def __init__(self, identity: Identity, scans: Scans) -> None:
        self._identity = identity
        self._scans = scans

    def add_to(self, router: web.UrlDispatcher) -> None:
        router.add_get("/identity", self.identity)
        router.add_get("/", self.root)
        router.add_get("/activities", self.activities)
        router.add_get("/:/prefs", self.preferences)

    async def identity(self, request: web.Request) -> web.Response:
        identity = self._identity
        about: dict[str, Value] = {"apiVersion": "1.2.3", "claimed": True}
        about |= {"machineIdentifier": identity.machine_identifier, "version": identity.version}
        return document(request, container([], **about))

    async def root(self, request: web.Request) -> web.Response:
        identity = self._identity
        attributes: dict[str, Value] = {
            "allowCameraUpload": False,
            "allowSharing": True,
            "allowSync": True,
            "apiVersion": "1.2.3",
            "friendlyName": identity.name,
            "livetv": 7,
            "machineIdentifier": identity.machine_identifier,
            "multiuser": True,
            "myPlex": True,
            "myPlexSigninState": "ok",
            "myPlexUsername": "someone@example.org",
            "ownerFeatures": "",
            "platform": "Linux",
            "platformVersion": "6.8.0 (#1 SMP)",
            "updatedAt": identity.updated_at,
            "updater": True,
            "version": identity.version,
        }
        directories = [Node("Directory", {"count": 1, "key": name, "title": name}) for name in DIRECTORIES]
        return document(request, container(directories, **attributes))

    async def activities(self, request: web.Request) -> web.Response:
        nodes = []
        for activity in self._scans.activities.values():
            description = activity.describe()
            context = description.pop("Context")
            nodes.append(Node("Activity", description, [Node("Context", context)]))
        return document(request, container(nodes))

    async def preferences(self, request: web.Request) -> web.Response:
        nodes = [
            Node(
                "Setting",
                {
                    "id": name,
                    "label": "",
                    "summary": "",
                    "type": "bool" if isinstance(value, bool) else "int",
                    "default": value,
                    "value": value,
                    "hidden": False,
                    "advanced": False,
                    "group": "library",
                },
            )
            for name, value in PREFERENCES.items()
        ]
        return document(request, container(nodes))

"""Reading the responses of an importer, which another version of it may send in another shape."""

from collections.abc import Iterator
from contextlib import contextmanager

from ..source_issues import IMPORTER_CHANGED, SourceIssues
from .importer import ImporterError


class ReadingGuard:
    """Lets errors of any kind count as those of an importer, and creates an issue about the unexpected ones."""

    def __init__(self, issues: SourceIssues) -> None:
        """Initialize the guard of an importer with the issues of its config entry."""
        self._issues = issues
        self._unreadable: set[str] = set()

    @contextmanager
    def reading(self, command: str) -> Iterator[None]:
        """Raise ImporterError for any error in the block, which reads the response to a command.

        The issue is deleted when the responses to all commands can be read again.
        """
        try:
            yield
        except ImporterError:
            raise
        except Exception as err:
            self._unreadable.add(command)
            cause = f"{command}: {type(err).__name__}: {err}"
            self._issues.async_create(IMPORTER_CHANGED, cause)
            raise ImporterError(cause) from err
        self._unreadable.discard(command)
        if not self._unreadable:
            self._issues.async_delete(IMPORTER_CHANGED)

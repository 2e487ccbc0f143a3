"""The table that a torture ends with, and the stories of what went wrong (pure)."""

from collections.abc import Iterator

from .finishes import Kind
from .torture import Result

_COLUMNS = ("available", "upgraded", "unmatched", "missing")
_STORIES = 10
_INTRODUCTION = """\
## Torture

A real Home Assistant with Plex Arrivals, a source that reports finished downloads by the action and the webhook until
each report is taken, and a Plex. While the downloads finish, both servers are killed at random moments (Home Assistant
often in the middle of a write), its disk is full for a while, and the clock of both jumps by an hour,
there and back. Plex is the stand-in of the tests: its kill breaks all connections and forgets all scans, and what it
has stays. The pauses between the scans for what does not appear are shortened, so that it is given up within the
run.
"""
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


def table(result: Result) -> str:
    """Return the figures as Markdown."""
    return "\n".join((*_ends(result), "", *_figures(result), ""))


def page(result: Result, command: str) -> str:
    """Return what the documentation says of it, with the command that repeats it."""
    return f"{_INTRODUCTION}\n```bash\n{command}\n```\n\n{table(result)}"


def _ends(result: Result) -> Iterator[str]:
    yield f"| downloads | finished | {' | '.join(_COLUMNS)} |"
    yield f"|---|{'---:|' * (1 + len(_COLUMNS))}"
    ends, finished = result.outcome.ends, result.source.finished
    for kind in Kind:
        count = sum(one.kind is kind for one in finished)
        yield f"| {kind} | {count} | {' | '.join(str(ends[kind, end]) for end in _COLUMNS)} |"
    sums = (sum(ends[kind, end] for kind in Kind) for end in _COLUMNS)
    yield f"| all | {len(finished)} | {' | '.join(map(str, sums))} |"


def _figures(result: Result) -> Iterator[str]:
    outcome, torments, lives, source = result.outcome, result.torments, result.lives, result.source
    levels = result.logs.by_level
    yield "| torture | |"
    yield "|---|---:|"
    for name, figure in (
        ("lost", len(outcome.lost)),
        ("doubled", len(outcome.doubled)),
        ("with another end than they should have", len(outcome.wrong)),
        ("scans of a wrong library or folder", f"{len(outcome.wrong_scans)} of {outcome.scans}"),
        ("times that the stored deliveries could not be read", len(lives.unreadable)),
        ("kills of Home Assistant", torments.kills),
        ("of these in the middle of a write", lives.cut_writes),
        ("kills of Plex", torments.plex_kills),
        ("seconds of a full disk", f"{torments.full_seconds:.0f}"),
        ("jumps of the clock by an hour", torments.jumps),
        ("reports that were not taken, and sent again", source.refused),
        ("of these answered with 200 by Home Assistant, where nobody was there to take them", source.unheard),
        ("reports that were sent again although they were taken", source.repeated),
        ("ends that nobody was told of, cut off by a kill", outcome.not_told),
        ("additions or upgrades that nobody can tell apart¹", outcome.kind_unknown),
        ("our lines in the log", ", ".join(f"{levels[one]} {one}" for one in _LEVELS if levels[one])),
        ("tracebacks in the log", len(result.logs.tracebacks)),
        ("tracebacks of Home Assistant's own about the full disk", result.logs.disk_failures),
        ("duration", f"{result.journal.seconds:.0f} s"),
    ):
        yield f"| {name} | {figure} |"
    yield ""
    yield "¹ Plex had it before it was reported, or the clock jumped while it was on its way."


def stories(result: Result) -> str:
    """Return what went wrong, each with its story; empty where nothing did."""
    outcome = result.outcome
    lines = []
    for title, found in (("LOST", outcome.lost), ("DOUBLED", outcome.doubled), ("WRONG", outcome.wrong)):
        for path, what in found[:_STORIES]:
            lines += [f"\n{title}: {path}: {what}", *(f"  {line}" for line in result.journal.story(path))]
            lines += [f"  at last: {one}" for one in _deliveries(result, path)]
            lines.append(f"  in Plex: {result.in_plex.get(path) or 'nothing of it'}")
    lines += [f"\nWRONG SCAN: {library}: {folder}" for library, folder in outcome.wrong_scans[:_STORIES]]
    lines += [f"\nFAULT: {fault}" for fault in result.faults[:_STORIES]]
    if lines:
        lines.append(f"\nSeed: {result.seed}")
        said = result.logs.ours("WARNING", "ERROR", "CRITICAL").most_common(2 * _STORIES)
        lines += [f"  {count} × {what}" for what, count in said]
    return "".join(f"{line}\n" for line in lines)


def _deliveries(result: Result, path: str) -> list[str]:
    found = [one for one in result.lives.known.values() if one["download"]["path"].endswith(f"/{path}")]
    told = ("id", "state", "reason", "kind", "created_at", "updated_at", "attempts", "missing_files")
    return [", ".join(f"{name} {one[name]}" for name in told) for one in found]

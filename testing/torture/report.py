"""The table that a torture ends with, and the stories of what went wrong."""

from collections.abc import Iterator

from .downloads import Kind
from .torture import Torture

_ENDS = ("available", "upgraded", "unmatched", "missing")
_STORIES = 10


def table(torture: Torture) -> str:
    """Return the figures as Markdown."""
    verdict, home, finished = torture.verdict, torture.home, torture.client.finished
    lines = [f"| downloads | finished | {' | '.join(_ENDS)} |", f"|---|{'---:|' * (1 + len(_ENDS))}"]
    for kind in Kind:
        count = sum(one.kind is kind for one in finished)
        lines.append(f"| {kind} | {count} | {' | '.join(str(verdict.ends[kind, end]) for end in _ENDS)} |")
    sums = (sum(verdict.ends[kind, end] for kind in Kind) for end in _ENDS)
    lines += [f"| all | {len(finished)} | {' | '.join(map(str, sums))} |", "", "| stress test | |", "|---|---:|"]
    figures = {
        "lost": len(verdict.lost),
        "doubled": len(verdict.doubled),
        "with an unexpected final state": len(verdict.wrong),
        "scans of a wrong library or folder": f"{len(verdict.wrong_scans)} of {len(torture.scans())}",
        "kills of Home Assistant": torture.kills,
        "of these in the middle of a write": home.cut_writes,
        "kills of Plex": torture.plex_kills,
        "seconds of a full disk": f"{torture.full_seconds:.0f}",
        "jumps of the clock by an hour": torture.jumps,
        "reports that were sent again although they were accepted": torture.client.repeated,
        "final states not announced because of a kill": verdict.not_announced,
        "additions and upgrades that cannot be distinguished¹": verdict.kind_unclear,
        "reports without files whose items are older than the clock's jump²": verdict.unprovable,
        "tracebacks in the log, but for Home Assistant's own about the full disk": len(torture.tracebacks()),
        "times that the store could not be read, or Home Assistant ended by itself": len(home.faults),
        "duration": f"{torture.journal.seconds:.0f} s",
    }
    lines += [f"| {name} | {figure} |" for name, figure in figures.items()]
    notes = (
        "¹ Plex had it before it was reported, or the clock jumped while it was on its way.",
        "² Plex had added them an hour before the report, by both clocks: they are missing, and can be retried.",
    )
    return "\n".join([*lines, "", *notes])


def stories(torture: Torture) -> str:
    """Return what went wrong, each with its story; empty where nothing did."""
    return "\n".join(_stories(torture))


def _stories(torture: Torture) -> Iterator[str]:
    verdict = torture.verdict
    for title, found in (("LOST", verdict.lost), ("DOUBLED", verdict.doubled), ("WRONG", verdict.wrong)):
        for path, what in found[:_STORIES]:
            yield f"\n{title}: {path}: {what}"
            yield from torture.journal.story(path)
            yield from (f"stored: {one}" for one in torture.home.deliveries.values() if path in one["download"]["path"])
    yield from (f"\nWRONG SCAN: {library}: {folder}" for library, folder in verdict.wrong_scans[:_STORIES])
    yield from (f"\nFAULT: {fault}" for fault in torture.faults[:_STORIES])

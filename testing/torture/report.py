"""The result table of a stress test, and the log of each failed download."""

from collections.abc import Iterator

from .downloads import Kind
from .stress_test import StressTest

_ENDS = ("available", "upgraded", "unmatched", "missing")
_MAX_FAILURES = 10


def table(stress_test: StressTest) -> str:
    """Return the figures as Markdown."""
    verdict, finished = stress_test.verdict, stress_test.client.finished
    home_assistant = stress_test.home_assistant
    lines = [f"| downloads | finished | {' | '.join(_ENDS)} |", f"|---|{'---:|' * (1 + len(_ENDS))}"]
    for kind in Kind:
        count = sum(download.kind is kind for download in finished)
        lines.append(f"| {kind} | {count} | {' | '.join(str(verdict.ends[kind, end]) for end in _ENDS)} |")
    sums = (sum(verdict.ends[kind, end] for kind in Kind) for end in _ENDS)
    lines += [f"| all | {len(finished)} | {' | '.join(map(str, sums))} |", "", "| stress test | |", "|---|---:|"]
    figures = {
        "lost": len(verdict.lost),
        "doubled": len(verdict.doubled),
        "with an unexpected final state": len(verdict.wrong),
        "scans of a wrong library or folder": f"{len(verdict.wrong_scans)} of {len(stress_test.scans())}",
        "kills of Home Assistant": stress_test.kills,
        "of these in the middle of a write": home_assistant.cut_writes,
        "kills of Plex": stress_test.plex_kills,
        "seconds of a full disk": f"{stress_test.full_seconds:.0f}",
        "jumps of the clock by an hour": stress_test.jumps,
        "reports that were sent again although they were accepted": stress_test.client.repeated,
        "final states not announced because of a kill": verdict.not_announced,
        "additions and upgrades that cannot be distinguished¹": verdict.kind_unclear,
        "reports without files whose items are older than the clock's jump²": verdict.unprovable,
        "tracebacks in the log, but for Home Assistant's own about the full disk": len(stress_test.tracebacks()),
        "times that the store could not be read, or Home Assistant ended by itself": len(home_assistant.faults),
        "duration": f"{stress_test.journal.seconds:.0f} s",
    }
    lines += [f"| {name} | {figure} |" for name, figure in figures.items()]
    notes = (
        "¹ Plex had it before it was reported, or the clock jumped while it was on its way.",
        "² Plex had added them an hour before the report, by both clocks: they are missing, and can be retried.",
    )
    return "\n".join([*lines, "", *notes])


def failure_details(stress_test: StressTest) -> str:
    """Return the failures, each with its log entries; empty if there are none."""
    return "\n".join(_failure_details(stress_test))


def _failure_details(stress_test: StressTest) -> Iterator[str]:
    verdict = stress_test.verdict
    for title, found in (("LOST", verdict.lost), ("DOUBLED", verdict.doubled), ("WRONG", verdict.wrong)):
        for path, what in found[:_MAX_FAILURES]:
            yield f"\n{title}: {path}: {what}"
            yield from stress_test.journal.entries(path)
            yield from (
                f"stored: {delivery}"
                for delivery in stress_test.home_assistant.deliveries.values()
                if path in delivery["download"]["path"]
            )
    yield from (f"\nWRONG SCAN: {library}: {folder}" for library, folder in verdict.wrong_scans[:_MAX_FAILURES])
    yield from (f"\nFAULT: {fault}" for fault in stress_test.faults[:_MAX_FAILURES])

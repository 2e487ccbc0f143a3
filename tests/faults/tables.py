"""The observations as tables for docs/development/reliability.md."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from .fault_cases import HTTP, WEBSOCKET, FaultCase
from .misbehaviors import MISBEHAVIORS, SCENARIO as MISBEHAVIOR
from .observation import Observation
from .scenarios import SCENARIOS

type Observed = Mapping[tuple[str, str], Observation]
"""By scenario and fault."""

_DELIVERY: Final = ("waiting", "scanning", "recognizing", "ended")
_SOCKET: Final = ("ws-waiting", "ws-scanning", "ws-recognizing", "ws-ended")
_CALLS: Final = ("routing", "refresh", "items", "recognizing-items", "file", "file-and-recent", "websocket")
_SETUP: Final = ("setup", "setup-server", "setup-libraries", "setup-recent", "setup-recent-library")
_PERSON: Final = ("flow", "poster", "transcoder")
_TABLES: Final = (
    ("The whole server fails", (*_DELIVERY, "missing", "unmatched"), HTTP),
    ("The websocket fails", _SOCKET, WEBSOCKET),
    ("One call fails while a download is on its way", _CALLS, HTTP),
    ("Home Assistant starts, and a call fails", _SETUP, HTTP),
    ("User requests", _PERSON, HTTP),
)
_TEXTS: Final = {scenario.key: scenario.text for scenario in SCENARIOS}


def tables(observations: Sequence[Observation]) -> str:
    """Return a summary and the tables in Markdown."""
    observed = {(one.scenario, one.fault_case): one for one in observations}
    grids = [_grid(title, scenarios, fault_cases, observed) for title, scenarios, fault_cases in _TABLES]
    return "\n\n".join([_summary(observations), *grids, _misbehaviors(observed)])


def _summary(observations: Sequence[Observation]) -> str:
    slowest = max(observations, key=lambda one: one.seconds or 0)
    downloads = [one for one in observations if one.scenario in (*_DELIVERY, *_CALLS, *_SOCKET)]
    alone = sum(one.end.startswith("available") for one in downloads)
    down, up = max(one.down for one in observations), max(one.up for one in observations)
    return f"""\
- {len(observations)} cells. In {len(downloads)} of them a download was on its way or had just arrived: {alone} arrived
  by themselves, {len(downloads) - alone} when retried by hand.
- Lines in the log in one cell: at most {down} down, {up} up. Traces: none.
- The longest until all was well again: {slowest.seconds or 0:.0f} s ({slowest.scenario}, {slowest.fault_case})."""


def _grid(title: str, scenarios: Sequence[str], fault_cases: Sequence[FaultCase], observed: Observed) -> str:
    """Return the table of some scenarios: a row for each fault, a column for each scenario."""
    rows = [[one.text, *(_cell(observed.get((scenario, one.key))) for scenario in scenarios)] for one in fault_cases]
    return f"### {title}\n\n" + _table(["fault", *(_TEXTS[scenario] for scenario in scenarios)], rows)


def _misbehaviors(observed: Observed) -> str:
    misbehaviors = [
        (misbehavior.text, observed[MISBEHAVIOR, misbehavior.key])
        for misbehavior in MISBEHAVIORS
        if (MISBEHAVIOR, misbehavior.key) in observed
    ]
    rows = [[text, one.meanwhile, one.end, _after(one), f"{one.down}/{one.up}"] for text, one in misbehaviors]
    return "### Plex misbehaves\n\n" + _table(["what", "meanwhile", "in the end", "after", "log"], rows)


def _cell(one: Observation | None) -> str:
    """Return the text of a cell: the state meanwhile, the end and when, and the number of lines in the log."""
    return f"{one.meanwhile} → {' '.join(filter(None, (one.end, _after(one))))} · {one.down}/{one.up}" if one else "-"


def _after(one: Observation) -> str:
    return "" if one.seconds is None else f"{one.seconds:.0f} s"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *rows))

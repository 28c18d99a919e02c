"""The report as one self-contained page that a safety officer can read, print and sign."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from assistant.answering.markdown import plain
from evals.expectation import Expectation
from evals.gates import MEDIAN_WORDS, Gate
from evals.judge import TurnVerdict
from evals.measures import FAULT_RATES
from evals.rates import Rate
from evals.report.content import Content, Line

_TEMPLATE = "page.html.jinja"

_HEADINGS: Mapping[str, Sequence[str]] = {
    "What must never happen": (
        "wrong_silent_inputs",
        "leaks",
        "unsafe_or_invented",
        "wrong_row",
        "wrong_numbers",
        "calculations_equal",
        "quotes_verbatim",
        "companions_present",
        "answers_identical",
    ),
    "What must be right": (
        "fully_right",
        "questions_back_right",
        "declines_right",
        "right_or_asks",
        "conversations_right",
        "worst_of_rewrites",
        "conflicts_shown",
        "contradictions_shown",
        "false_alarms",
        "gaps_handled",
        "off_topic_declined",
        "silent_sources_declined",
    ),
    "What must be found": (
        "right_passage_first",
        "right_passage_in_first_3",
        "right_passage_in_first_10",
        "statements_cited",
    ),
    "What must not be withheld": ("answerable_refused", "refused_or_questioned"),
}


def as_page(content: Content, gates: Mapping[str, Gate]) -> str:
    """Return the page. Whatever was asked or answered is shown as text, never as markup."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": percent, "spelled": spelled, "plain": plain, "bound": bound}
    return environment.get_template(_TEMPLATE).render(
        content=content,
        sections=_sections(content),
        missed=_missed(content),
        fault_rates=FAULT_RATES,
        words_gate=gates.get(MEDIAN_WORDS),
        expected=expected,
        judged=judged,
        gates=gates,
    )


def percent(share: float | None) -> str:
    """Return a share in percent, with a decimal only where it says something."""
    if share is None:
        return "–"
    shown = f"{100 * share:.1f}"
    # 99.96 % must not read as 100 %, nor 0.04 % as 0 %.
    if shown == "100.0" and share < 1:
        return "> 99.9 %"
    if shown == "0.0" and share > 0:
        return "< 0.1 %"
    return f"{shown.removesuffix('.0')} %"


def bound(gate: Gate) -> str:
    """Return a gate in words."""
    limit, words = (gate.at_least, "at least") if gate.at_least is not None else (gate.at_most, "at most")
    return f"{words} {percent(limit)}"


def spelled(rate: Rate | None) -> str:
    """Return the counts of a rate."""
    return "not measured" if rate is None or not rate.of else f"{rate.hits} of {rate.of}"


def expected(expects: Expectation) -> Iterator[tuple[str, str]]:
    """Return what was expected, as labels with words."""
    yield "kind", " or ".join((expects.kind, *expects.or_kinds))
    for calculation in expects.calculations:
        parts = [f"{name} = {value}" for name, value in calculation.inputs.items()]
        results = [f"{name} = {value}" for name, value in calculation.result.items()]
        yield "calculation", f"{calculation.calculator} with {', '.join(parts) or 'any inputs'}; {', '.join(results)}"
    lists = {
        "not used": expects.absent,
        "asks for": expects.missing,
        "asks for one of": expects.missing_any,
        "reason": tuple(sorted(expects.reasons)),
        "mentions": tuple(m if isinstance(m, str) else " / ".join(m) for m in expects.mentions),
        "never holds": expects.forbids,
        "disagreements shown": expects.conflicts,
        "gaps said": expects.gaps,
    }
    yield from ((label, ", ".join(words)) for label, words in lists.items() if words)
    for group in expects.passages:
        yield "cites", " – or – ".join(f"“{quote.quote}” ({quote.source})" for quote in group)
    if expects.no_conflicts:
        yield "disagreements shown", "none"


def judged(turns: Sequence[TurnVerdict], number: int) -> TurnVerdict | None:
    """Return the verdict on a turn, None where the turn only sets the scene."""
    return next((turn for turn in turns if turn.number == number), None)


def _missed(content: Content) -> list[tuple[str, str]]:
    labels = {line.name: line.label for line in content.lines} | {MEDIAN_WORDS: "Median words of a single-fact answer"}
    parts = [line.partition(": ") for line in content.missed]
    return [(labels.get(name, name), words) for name, _, words in parts]


def _sections(content: Content) -> dict[str, list[Line]]:
    by_name = {line.name: line for line in content.lines}
    sections = {
        heading: [by_name[name] for name in names if name in by_name and _counted(by_name[name])]
        for heading, names in _HEADINGS.items()
    }
    return {heading: lines for heading, lines in sections.items() if lines}


def _counted(line: Line) -> bool:
    return bool(line.reporting.of or line.tuning.of or line.gate)

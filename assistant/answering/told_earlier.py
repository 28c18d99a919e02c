"""What a toxicity told earlier means for what is calculated now: a dose of the table is none after "Discontinue"."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from assistant.answering import replies
from assistant.answering.answer import Answer, Citation
from assistant.answering.headlines import headline
from assistant.answering.markdown import escape
from assistant.answering.turn import Turn
from assistant.calculators import Calculation, CalculationError, calculate
from assistant.calculators.modification import STRICTEST_FIRST
from assistant.conversation.cleaning import clean
from assistant.conversation.following import is_correction, is_question
from assistant.conversation.following import supposes as supposed
from assistant.conversation.requests import Wanted
from assistant.conversation.rows_told import subject_of
from assistant.conversation.signals import asks_dose, asks_pump_rate
from assistant.knowledge.numbers import plain
from assistant.knowledge.rule_sets import Rules

_ROWS = frozenset({"modification", "liver"})
_OF_THE_TABLE_OF_DOSES = frozenset({"dose", "infusion", "schedule"})
_TABLE_OF_DOSES = "Drug Regimen"
_DOSED = ("Drug Regimen", "Drug Administration", "Cycle Frequency")
_STOPS = "discontinue"
_GOES_ON = frozenset({"manage_symptoms", "not_specified"})


def with_told_earlier(turn: Turn, answer: Answer, rules: Rules) -> Answer:
    """Return an answer that calculates with the strictest row told before of each toxicity, where it bears on what is shown.

    Beside a dose, a rate or dates: every row that changes the infusion. Beside a row: one that ended the treatment.
    """
    results = turn.outcome.results if turn.outcome is not None else ()
    shown = [item.wanted for item in results if item.calculation.calculator in _ROWS]
    doses = any(item.calculation.calculator in _OF_THE_TABLE_OF_DOSES for item in results)
    doses = doses or (answer.kind == "answer" and not results and _is_on_a_dose(answer, turn))
    if answer.kind not in ("calculation", "answer") or not (shown or doses):
        return answer
    stops = any(_action(item.calculation) == _STOPS for item in results)
    words = clean(turn.words)
    supposes = supposed(words) or is_correction(words) or is_question(words)
    gone_on_with = {subject_of(row) for row in shown if supposes and _is_carried(row)}
    for row, calculation in _rows(turn, rules):
        if subject_of(row) in gone_on_with:
            continue
        bears = (doses and not shown) or (_action(calculation) == _STOPS and not stops)
        if bears and (doses or shown) and row.values not in [wanted.values for wanted in shown]:
            answer = _with(answer, calculation, beside_a_row=bool(shown))
    return answer


def _is_on_a_dose(answer: Answer, turn: Turn) -> bool:
    """Tell whether a look-up asks for a dose or a rate, or opens with the table of doses."""
    words = clean(turn.words)
    asks = asks_dose(words) is not None or asks_pump_rate(words) is not None
    opens = answer.citations[0].section if answer.citations else ""
    return opens.startswith(_TABLE_OF_DOSES) or (asks and any(c.section.startswith(_DOSED) for c in answer.citations))


def _is_carried(row: Wanted) -> bool:
    """Tell whether a row goes on with the toxicity of before ("say it had been a grade 3"), and names it no second time."""
    return any(item.name == "toxicity" and item.carried for item in row.inputs.values())


def _rows(turn: Turn, rules: Rules) -> Iterator[tuple[Wanted, Calculation]]:
    """Yield the strictest row told of each toxicity that changes the infusion."""
    strictest: dict[object, tuple[Wanted, Calculation]] = {}
    for row in turn.conversation.told:
        calculation = _calculated(row, rules)
        if calculation is None or _action(calculation) in _GOES_ON:
            continue
        known = strictest.get(subject_of(row))
        if known is None or _rank(calculation) <= _rank(known[1]):
            strictest[subject_of(row)] = row, calculation
    yield from strictest.values()


def _calculated(row: Wanted, rules: Rules) -> Calculation | None:
    """Return the row's calculation; None where too little was told of it for one."""
    try:
        calculation = calculate(row.calculator, row.values, rules)
    except CalculationError:
        return None
    return calculation if _action(calculation) is not None else None


def _action(calculation: Calculation) -> str | None:
    result = calculation.result.get("modification", calculation.result)
    action = result.get("action") if isinstance(result, dict) else None
    return action if isinstance(action, str) else None


def _rank(calculation: Calculation) -> int:
    action = _action(calculation)
    return STRICTEST_FIRST.index(action) if action in STRICTEST_FIRST else len(STRICTEST_FIRST)


def _reasons(calculation: Calculation) -> list[str]:
    """Return what else decided on the row: when it occurred, how long it took."""
    inputs = calculation.inputs
    step, days = inputs.get("dose_step"), inputs.get("days_to_resolve")
    found = [replies.DOSE_STEP[step]] if isinstance(step, str) and step in replies.DOSE_STEP else []
    return found + ([replies.RESOLVED_IN.format(days=plain(days))] if isinstance(days, Decimal) else [])


def _with(answer: Answer, calculation: Calculation, *, beside_a_row: bool) -> Answer:
    """Put the row first: what was told, its action, and its words."""
    action, about = headline(calculation)
    about = ", ".join([about, *_reasons(calculation)])
    still = replies.ROW_STILL_HOLDS if beside_a_row else replies.ROW_BEFORE_DOSES
    warning = replies.TOLD_EARLIER.format(about=about, action=action, still=still)
    quote = calculation.citations[0]
    known = next((c for c in answer.citations if (c.source, c.start) == (quote.source, quote.start)), None)
    cited = known or Citation(
        len(answer.citations) + 1, quote.source, quote.section, quote.text, quote.start, quote.end
    )
    return replace(
        answer,
        text=f"**{escape(warning)}**\n\n“{escape(cited.quote)}” [{cited.n}]\n\n{answer.text}",
        citations=answer.citations if known else (*answer.citations, cited),
        warnings=(warning, *answer.warnings),
    )

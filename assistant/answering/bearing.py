"""Which registered conflicts, gaps and errata bear on what is asked, shown and calculated."""

from collections.abc import Mapping, Sequence

from assistant.answering.compared_before import NO_TOPIC
from assistant.calculators.calculation import Calculation, calculation_form
from assistant.knowledge.aspects import Aspects
from assistant.knowledge.conditions import Calculated
from assistant.knowledge.disagreement_rule import DisagreementSignals
from assistant.knowledge.facets import Inquiry, facets_in
from assistant.knowledge.passages import Passage
from assistant.knowledge.registers import Disagreement, Erratum, Gap, Registers

_COMPARE, _SUMMARY, _FREQUENCY = "compare", "asks_summary", "frequency"
_OF_A_RULE = frozenset({"end_of_hold", "restart_dose", "dose_increase", "which_step"})
_OF_A_BAND = " > Patients "
_FAR, _FAR_BEHIND = 0.6, 0.18
"""From which similarity on, or how little behind the questions that are answered, words may bring a gap. Set on the tuning half."""
_NEVER_ALONE = ("contradiction", "narrower")


def inquire(question: str, asked: Aspects, registers: Registers) -> Inquiry:
    """Return a question as the registers read it. asked: what it is about, facts carried from earlier turns included."""
    return Inquiry(asked, facets_in(question, registers.facets))


def conflicts_bearing(
    inquiry: Inquiry, shown: Sequence[Passage], calculations: Sequence[Calculation], registers: Registers
) -> tuple[Disagreement, ...]:
    """Return the conflicts that bear on the fact asked, in the register's order.

    shown: every statement that the answer shows. Where a calculator of a conflict's conditions was run, the calculation
    decides and not the words; beside another, words count where the condition names it. Words do not count where the answer opens with a
    statement on another fact. A conflict also bears where the answer shows the summary's side of it, and where the question
    compares the documents on its topic. Beside a look-up what the question lies near to is weighed: much evidence brings a
    conflict without the words for it, and where there is hardly any, words do not.
    """
    by_words = {c.id for c in registers.conflicts if _bears(c, inquiry, shown, calculations)}
    asked = _weighed(by_words, inquiry, shown, registers) if shown and not calculations else by_words
    return tuple(
        conflict
        for conflict in registers.conflicts
        if conflict.id in asked
        or (_COMPARE in inquiry.facets and is_compared(conflict, inquiry))
        or (_SUMMARY in inquiry.facets and conflict in nearest_compared(inquiry, registers.conflicts)[:1])
        or _shows_other_side(conflict, shown)
    )


def signals_of(conflict: Disagreement, inquiry: Inquiry, shown: Sequence[Passage]) -> DisagreementSignals | None:
    """Return what tells that a conflict's fact is asked beside the statements shown; None where no question on it was compared."""
    closeness = inquiry.near.conflicts.get(conflict.id)
    if closeness is None:
        return None
    answered = inquiry.near.answered
    nearest = max(answered.values(), default=0.0)
    in_dispute = max((answered.get(quote.passage, 0.0) for quote in conflict.monograph), default=0.0)
    stated = [_is_stated(conflict, statement) for statement in shown]
    return DisagreementSignals(
        on=closeness.on,
        five_on=closeness.five_on,
        beside=closeness.beside,
        five_beside=closeness.five_beside,
        ahead=closeness.ahead,
        is_nearest=float(closeness.ahead >= 0),
        answered=nearest,
        behind=in_dispute - nearest,
        shows=float(any(stated)),
        opens=float(stated[:1] == [True]),
    )


def _is_stated(conflict: Disagreement, statement: Passage) -> bool:
    """Tell whether a statement is the monograph's in dispute, in either weight band."""
    return any(
        quote.text in statement.quote and _row(quote.section) == _row(statement.section) for quote in conflict.monograph
    )


def _row(section: str) -> str:
    return section.partition(_OF_A_BAND)[0]


def _is_on_its_rows(conflict: Disagreement, inquiry: Inquiry) -> bool:
    return conflict.rows.touched(inquiry) and not _is_of_a_rule(conflict, inquiry)


def _weighed(by_words: set[str], inquiry: Inquiry, shown: Sequence[Passage], registers: Registers) -> frozenset[str]:
    """Return the ids of the conflicts whose fact is asked by their words and by what the question lies near to, weighed together."""
    rule = registers.rule
    if rule is None:
        return frozenset(by_words)
    asked = set()
    for conflict in registers.conflicts:
        found = signals_of(conflict, inquiry, shown)
        evidence = None if found is None else rule.evidence(found)
        if conflict.id in by_words:
            is_asked = evidence is None or evidence >= rule.hides_below
        else:
            is_refused = _is_refused(conflict, inquiry, shown) or _is_of_frequency_alone(conflict, inquiry)
            least = rule.against_words_from if is_refused else rule.shows_from
            is_asked = evidence is not None and evidence >= least and _is_on_its_rows(conflict, inquiry)
        if is_asked:
            asked.add(conflict.id)
    return frozenset(asked)


def _is_of_frequency_alone(conflict: Disagreement, inquiry: Inquiry) -> bool:
    """Tell whether a question is on how often something occurs, and the conflict on another thing of it."""
    is_of_it = _FREQUENCY in conflict.topics or any(_FREQUENCY in condition.asking for condition in conflict.when)
    return _FREQUENCY in inquiry.facets and not is_of_it


def sides_unasked(inquiry: Inquiry, shown: Sequence[Passage], registers: Registers) -> frozenset[str]:
    """Return the ids of the background's sides of disagreements on other facts than the one asked.

    shown: the statements that answer. Such a side beside them would bring its disagreement along, for nothing.
    """
    bearing = {conflict.id for conflict in conflicts_bearing(inquiry, shown, (), registers)}
    return frozenset(
        quote.passage
        for conflict in registers.conflicts
        if conflict.id not in bearing and conflict.kind in _NEVER_ALONE
        for quote in conflict.other
    )


def is_compared(conflict: Disagreement, inquiry: Inquiry) -> bool:
    """Tell whether a question that compares the documents touches a conflict: its topic, and no other row than its own."""
    if _is_of_a_rule(conflict, inquiry):
        return False
    return bool(inquiry.topics & set(conflict.topics)) and conflict.rows.touched(inquiry)


def nearest_compared(inquiry: Inquiry, entries: Sequence[Disagreement]) -> list[Disagreement]:
    """Return the entries on a topic: those that share most of it first, and among these those that are about little else."""
    topics = inquiry.topics - NO_TOPIC

    def shared(entry: Disagreement) -> int:
        return len(topics & set(entry.topics))

    found = [entry for entry in entries if shared(entry) and is_compared(entry, inquiry)]
    most = max(map(shared, found), default=0)
    near = [entry for entry in found if 2 * shared(entry) >= most]
    return sorted(near, key=lambda entry: (-shared(entry), -shared(entry) / len(entry.topics)))


def _is_of_a_rule(conflict: Disagreement, inquiry: Inquiry) -> bool:
    """Tell whether a question is on a rule for a grade, and the conflict on how often the toxicity occurs."""
    of_frequency = _FREQUENCY in conflict.topics and _FREQUENCY not in inquiry.facets
    return of_frequency and bool(inquiry.aspects.grades or inquiry.facets & _OF_A_RULE)


def conflicts_asked(inquiry: Inquiry, calculator: str, registers: Registers) -> tuple[Disagreement, ...]:
    """Return the conflicts on what is asked where this calculator still lacks an input: those that its result may carry."""
    return tuple(
        conflict
        for conflict in registers.conflicts
        if any(
            (condition.holds(inquiry, ()) or lies_near(conflict, inquiry))
            and (calculator in condition.beside or any(calculator == item.calculator for item in conflict.calculated))
            for condition in conflict.when
        )
    )


def conflicts_put(inquiry: Inquiry, registers: Registers) -> tuple[Disagreement, ...]:
    """Return the conflicts whose very fact the words put: a topic and what is asked of it, or questions on it that are near."""
    return tuple(
        conflict
        for conflict in registers.conflicts
        if conflict.monograph
        and (
            lies_near(conflict, inquiry)
            or any((item.asking or item.and_about) and item.about and item.holds(inquiry, ()) for item in conflict.when)
        )
    )


def gaps_asked(inquiry: Inquiry, registers: Registers) -> tuple[Gap, ...]:
    """Return the gaps that the question asks for."""
    return tuple(gap for gap in registers.gaps if _is_asked(gap, inquiry))


def _is_asked(gap: Gap, inquiry: Inquiry) -> bool:
    words = () if _lies_far(gap, inquiry) else gap.when
    near = gap.near if gap.id in inquiry.near.on else ()
    return gap.id in inquiry.near.close or any(condition.holds(inquiry, ()) for condition in (*words, *near))


def _lies_far(gap: Gap, inquiry: Inquiry) -> bool:
    """Tell whether a question lies far from those for a gap, and nearer to one that a statement answers: words alone mislead."""
    similarity = inquiry.near.gaps.get(gap.id)
    answered = max(inquiry.near.answered.values(), default=0.0)
    return similarity is not None and similarity < min(_FAR, answered - _FAR_BEHIND)


def gap_asked(inquiry: Inquiry, registers: Registers) -> Gap | None:
    """Return the gap that answers the question, the first where it asks for several; None where it asks for none."""
    return next(iter(gaps_asked(inquiry, registers)), None)


def gaps_beside(
    inquiry: Inquiry, shown: Sequence[Passage], calculations: Sequence[Calculation], registers: Registers
) -> tuple[Gap, ...]:
    """Return the gaps to be told beside an answer or a calculation."""
    return tuple(
        gap
        for gap in registers.gaps
        if _is_asked(gap, inquiry)
        or any(condition.holds(inquiry, shown) for condition in gap.beside)
        or _calculated(gap.calculated, inquiry, calculations)
    )


def errata_beside(
    inquiry: Inquiry, shown: Sequence[Passage], conflicts: Sequence[Disagreement], registers: Registers
) -> tuple[Erratum, ...]:
    """Return the errata to be told beside an answer, those left out that a conflict shown with it already tells."""
    told = {conflict.id for conflict in conflicts}
    ids = {passage.id for passage in shown}
    return tuple(
        erratum
        for erratum in registers.errata
        if not told & set(erratum.said_by)
        and (
            any(condition.holds(inquiry, shown) for condition in erratum.when)
            or (erratum.shown == "always" and any(quote.passage in ids for quote in erratum.quotes))
        )
    )


def _bears(
    conflict: Disagreement, inquiry: Inquiry, shown: Sequence[Passage], calculations: Sequence[Calculation]
) -> bool:
    """Tell whether a conflict bears by the words of the question; where nothing is shown, by what it lies nearest to."""
    run = {calculation.calculator for calculation in calculations}
    if _calculated(conflict.calculated, inquiry, calculations):
        return True
    if any(condition.calculator in run for condition in conflict.calculated):
        return False
    if not run and not shown and lies_near(conflict, inquiry):
        return True
    return conflict.is_of_fact(shown) and any(
        condition.holds(inquiry, shown) and (not run or run & set(condition.beside)) for condition in conflict.when
    )


def lies_near(conflict: Disagreement, inquiry: Inquiry) -> bool:
    """Tell whether a question lies nearest to those on a conflict's fact, on its topic or close, on no other row, and asks nothing that is never on it."""
    is_close = conflict.id in inquiry.near.close and _is_on_its_rows(conflict, inquiry)
    if not is_close and (conflict.id not in inquiry.near.on or not is_compared(conflict, inquiry)):
        return False
    never = [set(condition.not_about) for condition in conflict.when]
    return not never or not inquiry.topics & set[str].intersection(*never)


def _is_refused(conflict: Disagreement, inquiry: Inquiry, shown: Sequence[Passage]) -> bool:
    """Tell whether a condition of a conflict holds but for what it must not be about."""
    return any(
        condition.not_about and condition.model_copy(update={"not_about": ()}).holds(inquiry, shown)
        for condition in conflict.when
    )


def _calculated(conditions: Sequence[Calculated], inquiry: Inquiry, calculations: Sequence[Calculation]) -> bool:
    return any(
        condition.holds(calculation.calculator, _fields(calculation), inquiry)
        for condition in conditions
        for calculation in calculations
    )


def _fields(calculation: Calculation) -> Mapping[str, object]:
    form = calculation_form(calculation)
    return {"inputs": form["inputs"], "result": form["result"]}


def _shows_other_side(conflict: Disagreement, shown: Sequence[Passage]) -> bool:
    """Tell whether the answer shows the summary's words, which never stand alone against a rule of the monograph."""
    sides = {quote.passage for quote in conflict.other}
    return conflict.kind in _NEVER_ALONE and any(passage.id in sides for passage in shown)

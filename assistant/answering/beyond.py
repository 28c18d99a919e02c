"""Is a turn of another matter than the regimen? Nearness to questions of other matters tells, where nothing stands against it."""

import re

from assistant.answering.asked_for import OTHER_DRUGS
from assistant.answering.assistant import Assistant
from assistant.answering.turn import Turn
from assistant.conversation.blood_counts import counts_told
from assistant.conversation.cleaning import clean
from assistant.conversation.declining import is_emergency
from assistant.conversation.requests import Calculate, Decline, LookUp, Wanted
from assistant.conversation.signals import asks_what_to_do
from assistant.knowledge.elsewhere_rule import Signals

_OF_A_SITE = "site"
_OTHER = "other"
# What a patient is, has or does of which the documents speak, in whatever words it is asked.
_STATES = frozenset(
    {
        "breastfeeding",
        "cd19_negative",
        "cns_disease",
        "cranial_irradiation",
        "driving",
        "elderly",
        "fertility",
        "hepatic_impairment",
        "hepatitis_b",
        "live_vaccine",
        "narrow_index_drugs",
        "performance_status",
        "pregnancy",
        "renal_impairment",
        "tls",
    }
)
_SHARES = re.compile(
    r"\b(?:same|share[sd]?|sharing|together|alongside|piggy-?back\w*|y-?site|co-?infus\w*|through (?:it|the|that|this|her|his)|down (?:it|the|that|this)|go in(?:to)?|run in(?:to)?)\b",
    re.IGNORECASE,
)
_DOSE_OF_THE_DRUG = frozenset({"blinatumomab", "dose"})
# This drug beside one of which the documents speak: on that pair a statement stands, whatever the other one is taken for.
_SPOKEN_OF_TOGETHER = (
    frozenset({"narrow_index_drugs", "blinatumomab"}),
    frozenset({"pjp_prophylaxis", "blinatumomab"}),
)
_OF_ITS_OWN_DOSE = re.compile(
    r"\b(?:troughs?|target|range|aim\w*|how much|load\w*|revers\w*|vitamin k|bridg\w*|corrected|switch\w*|strength|times a|twice|daily|weekly|which days|what days)\b",
    re.IGNORECASE,
)
_DRUGS = OTHER_DRUGS | {"antimicrobial", "dexamethasone", "intrathecal", "tls_drugs"}


def is_beyond(turn: Turn, assistant: Assistant) -> bool:
    """Tell whether a turn is to be declined as of another matter."""
    if assistant.matters is None:
        return False
    found, further = signals_of(turn, assistant), _signals_of_further(turn, assistant)
    if found is not None:
        return assistant.matters.rule.declines(found)
    return further is not None and assistant.matters.rule.declines_further(further)


def is_within(turn: Turn, assistant: Assistant) -> bool:
    """Tell whether a turn that is declined by its words is so near to what is answered that it is looked up after all.

    None is that names another T-cell therapy or malignancy: of these the same is asked as of this regimen.
    """
    asked, found = _asked(turn, assistant), signals_of(turn, assistant)
    shares = asked is not None and _shares_the_line(asked, turn, assistant)
    is_near = found is not None and assistant.matters is not None and assistant.matters.rule.answers(found)
    if not shares and not is_near:
        return False
    names = (assistant.elsewhere.t_cell_therapies, assistant.elsewhere.malignancies)
    return not any(pattern.search(turn.words) for pattern in names)


def signals_of(turn: Turn, assistant: Assistant) -> Signals | None:
    """Return what tells whether a turn is of another matter; None where nearness never decides.

    It never does for what goes on from an earlier question, a calculation with an input, an emergency, or where a document of
    the hospital's own comes first.
    """
    return _signals(_asked(turn, assistant), turn, assistant)


def _signals_of_further(turn: Turn, assistant: Assistant) -> Signals | None:
    """Return what tells whether a further question, which leans on nothing asked before, is of another matter."""
    match turn.request:
        case LookUp(before=LookUp(), leans=False) as further if turn.looked_up is not None:
            return _signals(further, turn, assistant) if turn.looked_up.question == further.question else None
        case _:
            return None


def _signals(asked: LookUp | None, turn: Turn, assistant: Assistant) -> Signals | None:
    if asked is None or assistant.matters is None or turn.vector is None:
        return None
    if is_emergency(clean(turn.words)) or _shares_the_line(asked, turn, assistant):
        return None
    together = any(asked.asked.concepts >= pair for pair in _SPOKEN_OF_TOGETHER)
    if together and _OF_ITS_OWN_DOSE.search(asked.question) is None:
        return None
    first = assistant.corpus.passages[turn.hits[0].passage] if turn.hits else None
    if first is not None and assistant.corpus.source_of(first).standing == _OF_A_SITE:
        return None
    calculates = isinstance(turn.request, Calculate)
    of_regimen = _is_of_the_regimen(asked, assistant)
    return assistant.matters.signals(
        asked.question, turn.vector, asked.asked, turn.hits, calculates=calculates, of_regimen=of_regimen
    )


def _shares_the_line(asked: LookUp, turn: Turn, assistant: Assistant) -> bool:
    """Tell whether it is asked if something else may run in the lumen, and the statement on it is found: it answers, whatever else it is."""
    aspects = assistant.index.passage_aspects
    is_found = bool(turn.hits) and "lumen" in aspects[turn.hits[0].passage].concepts
    is_of_two_others = len(set(assistant.elsewhere.names_in(asked.question))) > 1
    shares = "lumen" in asked.asked.concepts and _SHARES.search(asked.question) is not None
    return is_found and shares and ("blinatumomab" in asked.asked.concepts or not is_of_two_others)


def _is_of_the_regimen(asked: LookUp, assistant: Assistant) -> bool:
    """Tell whether a grade of a toxicity, or a weight in a cycle, is told.

    Or, where no other drug is named, a state of which the documents speak, or the dose of this drug.
    """
    about = asked.asked
    if (about.toxicities and about.grades) or (about.bands and about.cycles):
        return True
    if about.concepts & _DRUGS or assistant.elsewhere.names_in(asked.question):
        return False
    return bool(about.concepts & _STATES) or about.concepts >= _DOSE_OF_THE_DRUG


def _asked(turn: Turn, assistant: Assistant) -> LookUp | None:
    """Return what is asked, where it is a question of its own that no calculation answers; one declined by its words is weighed too."""
    match turn.request:
        case LookUp(before=None, leans=False) as look_up:
            return turn.looked_up or look_up
        case Calculate() as calculation if not (
            any(map(_tells_something, calculation.wanted))
            or _is_calendar(calculation)
            or _becomes_of_the_drug(calculation, assistant)
        ):
            return turn.looked_up or calculation.look_up
        case Decline(why="elsewhere"):
            return turn.looked_up
        case _:
            return None


def _is_calendar(calculation: Calculate) -> bool:
    """Tell whether the calendar of a course of this drug is asked for by its name."""
    return "blinatumomab" in calculation.asked.concepts and all(w.calculator == "schedule" for w in calculation.wanted)


def _becomes_of_the_drug(calculation: Calculate, assistant: Assistant) -> bool:
    """Tell whether it is asked what becomes of this drug by its name, whatever the toxicity ("Hb 6.2, should the blin be held?")."""
    is_row = calculation.patient and all(w.calculator == "modification" for w in calculation.wanted)
    is_alone = bool(counts_told(calculation.question)) and not (
        calculation.asked.concepts & _DRUGS or assistant.elsewhere.names_in(calculation.question)
    )
    names_it = "blinatumomab" in calculation.asked.concepts or is_alone
    return is_row and names_it and asks_what_to_do(calculation.question)


def _tells_something(wanted: Wanted) -> bool:
    """Tell whether an input of a calculation is told; that a toxicity is one that has no row of its own is none."""
    return any(name != "toxicity" or stated.value != _OTHER for name, stated in wanted.inputs.items())

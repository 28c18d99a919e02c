"""Turns on the row of the dose-modification table that was asked for before, without naming its toxicity again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.calculators import CalculationError, calculate
from assistant.conversation import following
from assistant.conversation.dose_steps import restarted_at
from assistant.conversation.doses_said import dose_step_said
from assistant.conversation.doubting import doubts
from assistant.conversation.memory import Conversation
from assistant.conversation.mishaps import came_back, is_back, may_come_back
from assistant.conversation.requests import Calculate, LookUp, Wanted
from assistant.conversation.revising import of_the_row, revised
from assistant.conversation.said import is_incomplete, says
from assistant.conversation.signals import Text, asks_restart, asks_what_to_do
from assistant.conversation.stated import Stated
from assistant.conversation.toxicity_names import SIGNS
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.rule_sets import DoseRules, Rules
from assistant.knowledge.vocabulary import Vocabulary

_RECHALLENGE = re.compile(r"re-?challeng", re.IGNORECASE)
_INCREASES = re.compile(
    r"\b(?:when|how soon|how (?:long|many days)(?: \w+){0,3}? (?:until|before|till|to)|after how (?:long|many days))\b[^?.;]{0,80}\b(?:go(?:es|ing)? (?:back )?(?:up )?to|increas\w*|escalat\w*|step(?:s|ping)? up|up to|back (?:up )?to(?! (?:grade|gr|g|baseline|normal)\b)|full dose|higher dose)\b",
    re.IGNORECASE,
)
_BACK_UP = re.compile(
    r"^\W*(?:(?:and|so|then|but|ok(?:ay)?)\W+)*when\b[^?]{0,30}\b(?:back up|up again|(?:go|goes|going) up(?= ?(?:$|[?.,]|again|after|then))|step(?:ped)? up|increas\w*|escalat\w*)\b"
    r"|\b(?:how (?:long|soon|many days)|after how (?:long|many days))\b(?: [\w'’]+){0,5}? (?:until|before|till|to|at|on) (?:the )?\d{1,2}(?: mcg| micrograms?)?(?:\s?(?:/|per|a) ?day)?(?: then| again| before (?:the )?\d{1,2})?\W*$"
    r"|^\W*(?:(?:and|so|then|but|ok(?:ay)?)\W+)*when\b(?: \w+){0,3} (?:back )?(?:to|at|on) (?:the )?\d{1,2}(?: mcg)?(?: then| again)?\W*$",
    re.IGNORECASE,
)
_UP_TO_WHAT = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|but)\W+)*(?:(?:then|and|afterwards|later) (?:up |on |back )?to(?: what)?|(?:then )?(?:up |back |on )?to (?:the )?(?:9|28|5|15|nine|five|fifteen|twenty[- ]eight)(?: ?mcg\S*)?(?: then)?)\W*$"
    r"|^\W*(?:(?:and|so|ok(?:ay)?|but|then)\W+)*(?:(?:up|back|go(?:es)?) ){0,3}(?:to )?(?:the )?(?:28|15|full(?: dose)?|twenty[- ]eight|fifteen)(?: ?mcg\S*)?(?: again)?,? (?:from )?when\W*$"
    r"|^\W*(?:(?:and|so|ok(?:ay)?|but)\W+)*(?:then )?up to(?: what)?\W*$",
    re.IGNORECASE,
)
_GO_TO = re.compile(
    r"\b(?:can|could|should|shall|do|may|must) (?:i|we|she|he|they|you) (?:just |now |then )?(?:go|jump|step|move|skip|restart|start|resume|carry on|continue|run|put (?:her|him))\b[^?.]{0,25}\b(?:to|at|on|with|onto) (?:the )?\d{1,2}(?![\d.,]*\d)(?!\s?(?:days?|hours?|h\b|kg|ml|weeks?|st\b|nd\b|rd\b|th\b))"
    r"|\b(?:straight|directly|right) (?:back )?(?:up )?(?:to|at|on) (?:the )?\d{1,2}(?![\d.,]*\d)(?!\s?(?:days?|hours?|h\b|kg|ml|weeks?|st\b|nd\b|rd\b|th\b))",
    re.IGNORECASE,
)
_WITH_IT = re.compile(r"\b(?:with|for|before|then|beforehand|as well|too)\b", re.IGNORECASE)
_IT = re.compile(r"\b(?:it|that|this|she|he|they|we|i|her|him|them)\b", re.IGNORECASE)
_MOST_WORDS = 14
_OF_AN_EPISODE = frozenset({"days_to_resolve", "days_held", "dose_step", "hours_interrupted"})
_WITH_SIGNS = frozenset({"crs", "infusion_reaction"})
_GOES_ON = frozenset({"manage_symptoms", "not_specified"})
_LIMIT = re.compile(
    r"\b(?:cut-? ?off|deadline|(?:time|day) limit|limit|max(?:imum)? (?:time|days|hold|wait)|how long (?:do|can|should|may|must) (?:we|i|you) (?:wait|hold|give it)|how long (?:have|has) (?:we|i|you|it|she|he) got|how long (?:does|do|is|has|have) (?:it|we|she|he|they|this) (?:have|allowed|got)? ?(?:to|for)|end of the road|point of no return|before (?:we|it|i|you) (?:have to |must |need to )?(?:stop|stops|give up|bin|call time|pull the plug|discontinue|is over|['’]s over)|give up|call it quits)\b",
    re.IGNORECASE,
)
_SHORT = 12
_SHORT_FOR_A_LIMIT = 18
_LOW_ROW = 2
_OF_A_ROW = frozenset(
    {"restart", "hold", "dose", "discontinue", "dexamethasone", "premedication", "taper", "blinatumomab"}
)
# "The light ones" are people, and nothing to keep from the light.
_OF_A_BAND = frozenset({"bsa_dosing", "storage"})
_RESTART_ALONE = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|but|then|right|the|what about)\W+)*re-?start(?:ing)?(?: (?:dose|rate|step|level|at|on|which|what|when|possible|ok(?:ay)?|now|then|criteria))*\W*$"
    r"|^\W*(?:(?:and|so|ok(?:ay)?|but|then|right|the|what(?:['’]?s| is)?)\W+)*(?:dose|rate) (?:on|at|after|for|upon|when) (?:the |we |i )?re-?start(?:ing)?\W*$",
    re.IGNORECASE,
)
_ACTION_ALONE = re.compile(
    r"^\W*(?:(?:and|so|ok(?:ay)?|but|then|now|just)\W+)*(?:hold|stop|pause|continue|carry on|keep going|discontinue|resume)(?: (?:it|blin\w*|infusion|the (?:infusion|drug)|now|then|or not|today))*\W*$",
    re.IGNORECASE,
)


def row_of(conversation: Conversation) -> Calculate | None:
    """Return the last calculation where it is on a row of the table whose toxicity is known."""
    last = conversation.calculation
    return last if last is not None and any("toxicity" in w.inputs for w in last.wanted) else None


def stopped_row(conversation: Conversation, rules: Rules) -> Calculate | None:
    """Return the last calculation as one on rows of the table: liver values that reach the row of the liver stand for it."""
    last = stopping_row_of(conversation)
    if last is None or row_of(conversation) is not None:
        return last
    is_reached = any(_result(w, rules).get("threshold_exceeded") for w in last.wanted)
    return of_the_row(last) if is_reached else None


def stopping_row_of(conversation: Conversation) -> Calculate | None:
    """Return the last calculation where it is on a row, or on the liver values that reach one."""
    last = conversation.calculation
    is_liver = last is not None and all(w.calculator == "liver" for w in last.wanted)
    return last if is_liver else row_of(conversation)


def speaks_of_row(text: Text, own: Sequence[Wanted], conversation: Conversation, rules: Rules) -> bool:
    """Tell whether a turn is on the row before, though by itself it would ask for a row without a toxicity, or for a dose."""
    if stopped_row(conversation, rules) is None or not own:
        return False
    if _retells(text, own, conversation):
        return True
    if all(w.calculator == "modification" for w in own):
        return all("toxicity" not in w.inputs or _RECHALLENGE.match(w.inputs["toxicity"].words) for w in own)
    tells_dose = not following.is_question(text.question) and step_told(text, rules) is not None
    return tells_dose and all(w.calculator == "dose" and is_incomplete(w, rules) for w in own)


def named_of_row(text: Text, row: Calculate) -> Text:
    """Return the text with those toxicities alone that the row is on: a sign of it, or "re-challenge", names no other."""
    before = {w.inputs["toxicity"].value for w in row.wanted if "toxicity" in w.inputs}
    return replace(
        text, toxicities=tuple(t for t in text.toxicities if t.name in before and not _RECHALLENGE.match(t.words))
    )


def _retells(text: Text, own: Sequence[Wanted], conversation: Conversation) -> bool:
    """Tell whether a statement names the toxicity before once more, or a sign of it, to tell that it is over, how long it took, or what others say."""
    row = row_of(conversation)
    if row is None or following.is_question(text.question) or any(w.calculator != "modification" for w in own):
        return False
    before = {w.inputs["toxicity"].value for w in row.wanted if "toxicity" in w.inputs}
    now = {w.inputs["toxicity"].value for w in own if "toxicity" in w.inputs}
    is_sign = now == {"other"} and "other_toxicity" not in text.asked.concepts and bool(before & _WITH_SIGNS)
    is_over = following.tells_it_is_gone(text.question) or "days_to_resolve" in text.reading.stated
    is_over = is_over or doubts(text.question)
    is_graded = any("grade" in w.inputs and not _is_low(w.inputs["grade"].value, row) for w in own)
    only_signs = is_sign and not is_graded and bool(text.asked.concepts & SIGNS)
    return only_signs or (is_over and ((now <= before and not is_graded) or is_sign))


def _is_low(grade: object, row: Calculate) -> bool:
    """Tell whether a grade is the one that the hold of a grade 3 waits for: it is where the toxicity is now, and no other row."""
    before = [w.inputs["grade"].value for w in row.wanted if "grade" in w.inputs]
    return isinstance(grade, Decimal) and grade <= 1 and any(isinstance(b, Decimal) and b > _LOW_ROW for b in before)


def is_only_a_sign(text: Text, row: Calculate) -> bool:
    """Tell whether a turn names nothing but a sign of the toxicity before ("temp 39 and sats 91" after CRS)."""
    before = {w.inputs["toxicity"].value for w in row.wanted if "toxicity" in w.inputs}
    named = {t.name for t in text.toxicities}
    is_graded = any(item.name == "grade" for t in text.toxicities for item in t.inputs)
    is_sign = bool(text.asked.concepts & SIGNS) and "other_toxicity" not in text.asked.concepts
    return bool(before & _WITH_SIGNS) and named == {"other"} and is_sign and not is_graded


def asks_of_row(text: Text, conversation: Conversation) -> bool:
    """Tell whether a turn asks what to do, or to restart, of the toxicity before ("can we restart?", "restart dose?")."""
    if stopping_row_of(conversation) is None or len(text.question.split()) > _SHORT:
        return False
    named = [t for t in text.toxicities if not _RECHALLENGE.match(t.words)]
    asks = asks_restart(text.question) or asks_what_to_do(text.question) or _RECHALLENGE.search(text.question)
    of_it = _IT.search(text.question) is not None
    if isinstance(conversation.last, Calculate) and not text.asked.concepts - _OF_A_ROW:
        of_it = of_it or following.is_short(text.question)
    is_alone = _RESTART_ALONE.match(text.question) or _ACTION_ALONE.match(text.question)
    is_asked = following.is_question(text.question) or is_alone
    of_it = of_it or is_alone is not None
    return not named and bool(asks) and bool(is_asked) and of_it


def asks_to_go_to_a_dose(question: str) -> bool:
    """Tell whether a turn asks to restart at a dose, or to go to one: a number in it is that dose."""
    return _GO_TO.search(question) is not None


def asks_when_to_increase(question: str) -> bool:
    """Tell whether a turn asks when the dose goes up after a restart: a number in it is that dose."""
    return any(pattern.search(question) for pattern in (_INCREASES, _BACK_UP, _UP_TO_WHAT))


def asks_for_its_limit(text: Text) -> bool:
    """Tell whether a turn asks how long the toxicity before may last ("is there a cut-off like 14 days?"), and names nothing else."""
    is_asked = following.is_question(text.question) and _LIMIT.search(text.question) is not None
    return (
        is_asked
        and not text.toxicities
        and not text.asked.concepts - _OF_A_ROW
        and len(text.question.split()) <= _SHORT_FOR_A_LIMIT
    )


def asks_for_its_premedication(text: Text, row: Calculate, rules: Rules) -> bool:
    """Tell whether a turn asks for the dexamethasone of a restart whose row names one ("does she need dex with that?")."""
    is_of_it = _WITH_IT.search(text.question) is not None or not text.asked.concepts - _OF_A_ROW
    if not is_of_it or not following.is_short(text.question) or text.toxicities:
        return False
    if not text.asked.concepts & {"dexamethasone", "premedication"}:
        return False
    return any(_result(w, rules).get("premedication") is not None for w in row.wanted if w.calculator == "modification")


def for_another_band(text: Text, conversation: Conversation) -> Calculate | None:
    """Return the row before without the weight, where it is asked for the other weight band in general ("and if under 45?")."""
    row = row_of(conversation)
    is_asked = following.is_elliptic(text.question) and following.is_short(text.question)
    if row is None or not text.asked.bands or text.reading.stated or text.reading.unclear or not is_asked:
        return None
    if text.toxicities or text.asked.concepts - _OF_A_ROW - _OF_A_BAND:
        return None
    return replace(
        row,
        wanted=tuple(replace(w, inputs={n: i for n, i in w.inputs.items() if n != "weight_kg"}) for w in row.wanted),
    )


def another_episode(text: Text, conversation: Conversation, rules: Rules) -> Calculate | LookUp | None:
    """Return what to make of a toxicity that came back after the restart, None where none did.

    What the days were before says nothing of it. For cytokine release syndrome no row says what to do: that is looked up.
    """
    row = row_of(conversation)
    if row is None or not is_back(text.question):
        return None
    first = row.wanted[0]
    if first.inputs["toxicity"].value == "crs":
        named = first.inputs["toxicity"].words
        of_crs = text.asked.concepts - {"discontinue"} | {"crs"}
        return LookUp(f"{named}: {text.question}", replace(text.asked, concepts=of_crs))
    if not came_back(text.question):
        return None
    anew = tuple(
        replace(w, inputs={n: i for n, i in w.inputs.items() if n not in _OF_AN_EPISODE}, unresolved_days=None)
        for w in row.wanted
    )
    step = step_told(text, rules) or restarted_at(text.question, rules)
    told = says(text, rules) if step is None else {**says(text, rules), "dose_step": step}
    return revised(replace(row, wanted=anew, patient=True), told, text.reading.unclear.values())


def is_of_the_row_alone(own: Sequence[Wanted], conversation: Conversation) -> bool:
    """Tell whether a turn by itself asks for nothing but rows of the toxicity before."""
    row = row_of(conversation)
    before = {w.inputs["toxicity"].value for w in row.wanted if "toxicity" in w.inputs} if row is not None else set()
    now = {w.inputs["toxicity"].value for w in own if "toxicity" in w.inputs}
    return bool(now) and now <= before and all(w.calculator == "modification" for w in own)


def is_in_force(conversation: Conversation, rules: Rules) -> bool:
    """Tell whether the row before stops the infusion: the dose of the day is then not what the table of doses says."""
    last = row_of(conversation)
    if last is None:
        return False
    return any(
        _result(w, rules).get("action", "not_specified") not in _GOES_ON
        for w in last.wanted
        if w.calculator == "modification"
    )


def step_told(text: Text, rules: Rules) -> Stated | None:
    """Return the dose step at which a turn says that something occurred."""
    if not isinstance(rules.dose, DoseRules):
        return None
    said = dose_step_said(text.question, rules.dose)
    return said if isinstance(said, Stated) else None


def _result(wanted: Wanted, rules: Rules) -> Mapping[str, object]:
    try:
        return calculate(wanted.calculator, wanted.values, rules).result
    except CalculationError:
        return {}


def crs_back_after(text: Text, conversation: Conversation, vocabulary: Vocabulary) -> LookUp | None:
    """Return the look-up of what is asked where the syndrome of the row before comes back after the restart: no row says what to do then."""
    row = conversation.row
    of_row = {w.inputs["toxicity"].value for w in row.wanted if "toxicity" in w.inputs} if row is not None else set()
    is_short = len(text.question.split()) <= _MOST_WORDS
    if of_row != {"crs"} or text.toxicities or not is_short or not may_come_back(text.question):
        return None
    question = f"CRS: {text.question}"
    return LookUp(question, aspects_of(question, vocabulary))

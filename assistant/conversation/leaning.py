"""What a turn that leans on the turns before it makes of what was asked: a reply, a change, the same again, or a doubt."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.calculators import CATALOGUE
from assistant.conversation import following, revising
from assistant.conversation.changing import changed
from assistant.conversation.course_asked import asks_of_the_course
from assistant.conversation.doses_said import talks_of_a_dose, tells_a_dose_written
from assistant.conversation.doubting import (
    asks_again,
    asks_of_the_limit,
    asks_of_the_meantime,
    asks_the_same,
    asks_what_follows,
    asks_what_was_used,
    asks_where_it_says,
    asks_why,
    doubts,
    takes_as_if,
)
from assistant.conversation.looking_again import OF_ANOTHER_DRUG, OF_NO_SUBJECT
from assistant.conversation.memory import Conversation
from assistant.conversation.numbers_told import another_bag, repeats_a_dose
from assistant.conversation.numerals import WORD_NUMBERS
from assistant.conversation.other_test import of_another_test
from assistant.conversation.quantities import quantities
from assistant.conversation.replying import bare_number, measures_named
from assistant.conversation.requests import Calculate, HoldLength, LookUp, Request
from assistant.conversation.rows_before import (
    another_episode,
    asks_for_its_limit,
    asks_for_its_premedication,
    asks_of_row,
    asks_to_go_to_a_dose,
    asks_when_to_increase,
    for_another_band,
    is_only_a_sign,
    row_of,
    stopped_row,
    stopping_row_of,
)
from assistant.conversation.signals import Text
from assistant.conversation.stated import Stated, Unclear
from assistant.knowledge.aspects import merged
from assistant.knowledge.rule_sets import DoseRules, Rules
from assistant.knowledge.vocabulary import tokens

_HOURS_A_DAY = 24
_WHICH_CYCLE = re.compile(
    r"\b(?:same|new) (?:one|cycle) or\b|\bor (?:the |a )?(?:new|same)\b"
    r"|^\W*(?:(?:and|so|but|ok(?:ay)?|then|is (?:it|that)|still|in|the|a)\W+)*(?:same|new) (?:one|cycle)(?: (?:then|still|again))?\W*$",
    re.IGNORECASE,
)
_OF_A_RULE = OF_NO_SUBJECT | {"maximum_dose", "number_of_cycles", "same_or_new_cycle", "escalation"}
# "Where does it say that weight changes things": no revision of a document.
_OF_A_WEIGHT = re.compile(r"\b(?:weigh\w*|dos(?:e|es|ing)|kg|kilos?|heav\w+|light\w*)\b", re.IGNORECASE)
# "Does equal count?" counts no blood cells.
_OF_A_LIMIT = OF_NO_SUBJECT | {"cbc"}
_OF_A_PREPHASE = frozenset({"dexamethasone", "prephase", "dose", "premedication"})
_SHORT_TOKEN = 3
_OF_ANY_REASON = frozenset(
    tokens(
        "nothing none zero no off free gap break rest why how come such difference differences big large huge jump gap change changes drop that this though then there they them these those please exactly really actually again still just does should must would could cannot need needs needed "
        "dose dosing high higher low lower much less more hold held stop stopped wait start restart discontinue cycle cycles new same different instead only first second "
        "wording words text exact exactly difference answer rule number calculate calculated reason matter important necessary allowed said says mean weight height surface grade days hours patient full initial step fixed discontinued permanently stated specified given recommended listed"
    )
)
_NUMBER_WORD = re.compile(
    rf"\b(?:{'|'.join(word for word in WORD_NUMBERS if '-' not in word)}|twice|once|thrice|half|double)\b",
    re.IGNORECASE,
)
_OF_THE_BAG = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|what(?:['’]?s| is| about)?|how about|how much|the|its)\W+)*(?:overfill(?: amount| volume)?|(?:total |bag |dose )?volume|how many mls?|what volume)(?: is (?:it|that|there))?(?: (?:in|on|of|for|with) (?:it|(?:that|this|the|each)(?: (?:one|bag|size|cassette))?))?(?: then| again)?\W*$",
    re.IGNORECASE,
)
# "Until?", "for how long?": the days of the step stand with its dose.
_HOW_LONG_ON_IT = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:(?:un)?till?(?: when| what day| which day)?|(?:for )?how long(?: for)?(?: (?:on|at) (?:that|this|it)(?: dose)?)?|(?:for )?how many days(?: (?:on|at|of) (?:that|this|it)(?: dose)?)?|(?:and )?after (?:that|this))(?: then)?\W*$",
    re.IGNORECASE,
)
_MEASURED = frozenset({"weight_kg", "height_cm", "bsa_m2"})
_OF_A_HOLD = OF_NO_SUBJECT | {"same_or_new_cycle", "number_of_cycles", "bag_7_day"}
_HOLD_AND_CYCLE = re.compile(
    r"\b(?:h[eo]ld|holding|off|paus\w*|stopp\w*|interrupt\w*|break|gap)\b[^?]{0,60}\bcycles?\b|\bcycles?\b[^?]{0,60}\b(?:h[eo]ld|holding|off|paus\w*|stopp\w*|interrupt\w*|break|gap)\b",
    re.IGNORECASE,
)
_OF_A_COURSE = frozenset({"days_to_resolve", "unresolved_days", "days_held"})
_ASKS_ON = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?)\W+)*(?:for|at|in|by|until|since|how|what|which|when|where)\b", re.IGNORECASE
)
# "What does the article say?" asks; "the article says so" doubts.
_ASKS_A_DOCUMENT = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|then)\W+)*(?:what|how) (?:does|do|did|would|about) (?:the |that |this |your )?(?:(?:other|second|ai|unreviewed|ai-written)\s)*(?:article|summary|document|source|paper|one)\b[^?]{0,20}\W*$",
    re.IGNORECASE,
)
_CHANGES_SOMETHING = re.compile(
    r"\b(?:later|earlier|move|change|another|again|instead|more|less|fewer|different|other|postpone|delay\w*|bring forward|increase|decrease|only)\b",
    re.IGNORECASE,
)


def leaning(text: Text, conversation: Conversation, rules: Rules) -> Request | None:
    """Return what a turn without a calculation of its own makes of what was asked before, None where it asks anew."""
    last = conversation.last
    if last is None:
        return None
    return (
        _again(text, last, conversation, rules)
        or another_episode(text, conversation, rules)
        or for_another_band(text, conversation)
        or _held_otherwise(text, conversation)
        or of_another_test(text.question, conversation.calculation)
        or changed(text, conversation, rules)
        or _same(text, conversation)
        or _other_toxicity(text, last)
        or _another_bag(text, last, rules)
        or (
            _doubted(text, last)
            if (doubts(text.question) and not _ASKS_A_DOCUMENT.match(text.question))
            or repeats_a_dose(text.question, rules)
            or tells_a_dose_written(text.question, rules)
            else _told(text, conversation)
        )
    )


def _another_bag(text: Text, last: LookUp | Calculate | HoldLength, rules: Rules) -> Calculate | None:
    """Return the rate of another bag than before that a turn tells: "pharmacy have sent the 7 day one" doubts nothing."""
    if not isinstance(last, Calculate):
        return None
    told = another_bag(text.question, last, rules)
    known = {w.inputs["bag_hours"].value for w in last.wanted if "bag_hours" in w.inputs}
    is_other = bool(told) and {item.value for item in told.values()} != known
    return revising.revised(replace(last, patient=True), told, ()) if is_other else None


def _doubted(text: Text, last: LookUp | Calculate | HoldLength) -> Request:
    """Return what was asked before, with what the doubt names: a disagreement on that is to be shown."""
    if isinstance(last, LookUp) and text.asked.concepts - last.asked.concepts - OF_NO_SUBJECT:
        return LookUp(f"{last.question} {text.question}", merged(last.asked, text.asked), "pushback")
    return replace(last, emphasis="pushback")


def _again(
    text: Text, last: LookUp | Calculate | HoldLength, conversation: Conversation, rules: Rules
) -> Request | None:
    """Return what was asked before where its reason, its source or what it took is asked for."""
    asks_reason = asks_why(text.question) and _names_nothing_new(text, last)
    of_a_rule = _OF_A_RULE | ({"revision"} if _OF_A_WEIGHT.search(text.question) else set())
    asks_where = asks_where_it_says(text.question) and not text.asked.concepts - last.asked.concepts - of_a_rule
    if asks_where and isinstance(last, Calculate) and _is_of_too_many_cycles(last, rules):
        question = f"number of cycles: {text.question}"
        return LookUp(question, replace(text.asked, concepts=text.asked.concepts | {"number_of_cycles"}))
    asks_limit = asks_of_the_limit(text.question) and text.asked.concepts <= last.asked.concepts | _OF_A_LIMIT
    if asks_again(text.question) or asks_reason or asks_where or asks_limit:
        return replace(last, emphasis="restated")
    if takes_as_if(text.question) and isinstance(last, Calculate) and _is_of_too_many_cycles(last, rules):
        return replace(last, emphasis="pushback")
    calculation = conversation.calculation
    course = asks_of_the_course(text, conversation)
    if course is None and calculation is not None and _asks_of_the_calculation(text, calculation):
        course = calculation
    if course is None and isinstance(last, Calculate) and _asks_how_long(text, last):
        course = last
    if course is not None:
        return replace(course, emphasis="restated")
    return _on_its_row(text, conversation, rules)


def _on_its_row(text: Text, conversation: Conversation, rules: Rules) -> Request | None:
    row = row_of(conversation)
    if row is None:
        # Liver values that reach the row: how long it may last is told there.
        reached = stopped_row(conversation, rules) if asks_for_its_limit(text) else None
        return None if reached is None else replace(reached, emphasis="restated", patient=True)
    if _asks_of_the_dose_then(text, rules):
        return replace(row, emphasis="restated")
    return _of_the_row(text, row, rules)


def _asks_of_the_dose_then(text: Text, rules: Rules) -> bool:
    """Tell whether a turn asks which dose ran when it occurred ("was he on 28 by then?"), and supposes none."""
    is_asked = following.is_question(text.question) and not following.supposes(text.question)
    return is_asked and talks_of_a_dose(text.question, rules)


def _of_the_row(text: Text, row: Calculate, rules: Rules) -> Request | None:
    """Return the row once more where a turn asks when the dose goes up, for its premedication, or tells a sign of it."""
    if asks_of_the_meantime(text.question):
        return replace(row, emphasis="restated")
    if asks_to_go_to_a_dose(text.question) and not text.toxicities and not text.reading.stated:
        return replace(row, emphasis="pushback")
    is_held = any("days_held" in w.inputs for w in row.wanted)
    if is_held and _WHICH_CYCLE.search(text.question) and following.is_short(text.question) and not text.reading.stated:
        return replace(row, emphasis="restated")
    if asks_for_its_limit(text) and not is_held:
        return replace(row, emphasis="restated")
    tells = bool(_OF_A_COURSE & text.reading.stated.keys())
    asks_on = asks_when_to_increase(text.question) or asks_for_its_premedication(text, row, rules)
    is_sign = is_only_a_sign(text, row) and not following.is_question(text.question) and not text.reading.stated
    return replace(row, emphasis="restated") if (asks_on and not tells) or is_sign else None


def _is_of_too_many_cycles(last: Calculate, rules: Rules) -> bool:
    """Tell whether a dose was asked for in a cycle beyond the last."""
    if not isinstance(rules.dose, DoseRules):
        return False
    cycles = [w.inputs["cycle"].value for w in last.wanted if "cycle" in w.inputs]
    return any(isinstance(cycle, Decimal) and cycle > rules.dose.table.last_cycle for cycle in cycles)


def _same(text: Text, conversation: Conversation) -> Request | None:
    """Return the last calculation where what it answered is asked for once more: the dose, or what to do of a toxicity."""
    if conversation.calculation is not None and _asks_on(text, conversation):
        return revising.revised(conversation.calculation, {}, ())
    row = stopping_row_of(conversation)
    if row is None or not asks_of_row(text, conversation):
        return None
    return replace(row, patient=True, emphasis="pushback" if doubts(text.question) else "restated")


def _asks_on(text: Text, conversation: Conversation) -> bool:
    """Tell whether a turn asks once more for what was calculated; after a look-up on another drug "what dose?" is of that."""
    if isinstance(conversation.last, LookUp):
        return asks_the_same(text.question) and not conversation.last.asked.concepts & OF_ANOTHER_DRUG
    return asks_the_same(text.question) or asks_what_follows(text.question)


def _names_nothing_new(text: Text, last: LookUp | Calculate | HoldLength) -> bool:
    """Tell whether a turn names nothing but what the one before was about, in words of its own at most."""
    if not following.is_short(text.question) or not text.asked.concepts <= last.asked.concepts | _OF_A_RULE:
        return False
    new = set(tokens(text.question)) - set(tokens(last.look_up.question)) - _OF_ANY_REASON
    return all(token.isdigit() or len(token) <= _SHORT_TOKEN for token in new)


def _asks_how_long(text: Text, last: Calculate) -> bool:
    return all(w.calculator == "dose" for w in last.wanted) and _HOW_LONG_ON_IT.match(text.question) is not None


def _asks_of_the_calculation(text: Text, last: Calculate) -> bool:
    """Tell whether a turn asks what a calculation took, or for the dexamethasone of a prephase."""
    if asks_what_was_used(text.question):
        return True
    if all(w.calculator == "infusion" for w in last.wanted) and _OF_THE_BAG.match(text.question):
        return True
    is_prephase = all(w.calculator == "prephase" for w in last.wanted) and following.is_short(text.question)
    return is_prephase and "dexamethasone" in text.asked.concepts and text.asked.concepts <= _OF_A_PREPHASE


def _held_otherwise(text: Text, conversation: Conversation) -> HoldLength | None:
    """Return a question on a hold's length with another length ("what about 10", "one week exactly?")."""
    last = conversation.last
    if not isinstance(last, HoldLength | LookUp) or not following.is_short(text.question):
        return None
    is_of_holds = isinstance(last, LookUp)
    if isinstance(last, LookUp) and (not _is_of_a_hold(last) or text.asked.concepts - _OF_A_HOLD):
        return None
    if _WHICH_CYCLE.search(text.question) and not text.reading.stated and isinstance(last, HoldLength):
        return replace(last, emphasis="restated")
    times = [q for q in quantities(text.question) if q.dimension == "time" and q.value is not None]
    bare = bare_number(text.question)
    value = times[0].value / _HOURS_A_DAY if len(times) == 1 and times[0].value is not None else bare
    if value is None or (is_of_holds and not times):
        return None
    held = Stated("days_held", value, times[0].words if times else text.question.strip())
    return HoldLength(held, LookUp(f"held for {held.words}", last.asked))


def _is_of_a_hold(last: LookUp) -> bool:
    """Tell whether it was looked up what a hold's length means for the cycle."""
    asked = [last, *([last.before] if last.before is not None else [])]
    return any(_HOLD_AND_CYCLE.search(item.question) and not item.asked.toxicities for item in asked)


def _other_toxicity(text: Text, last: LookUp | Calculate | HoldLength) -> Request | None:
    """Ask for the toxicity where a statement names another one in a way that was not understood."""
    if not isinstance(last, Calculate) or following.is_question(text.question):
        return None
    first, *others = last.wanted
    known = {w.inputs["toxicity"].value for w in last.wanted if "toxicity" in w.inputs}
    is_known = bool(text.toxicities) and {toxicity.name for toxicity in text.toxicities} <= known
    if "toxicity" not in first.inputs or is_known or not text.asked.toxicities - last.asked.toxicities:
        return None
    doubt = Unclear("toxicity", text.question, "unread")
    return replace(last, wanted=(replace(first, unclear=(doubt,)), *others), patient=True, besides=None)


def _only_days(text: Text) -> bool:
    """Tell whether a turn tells a number of days, and not of what: "20 days"."""
    times = [q for q in quantities(text.question) if q.dimension == "time"]
    return len(times) == 1 and following.is_short(text.question) and not text.reading.stated


def _tells_what_is_not_taken(text: Text, last: Calculate) -> bool:
    """Tell whether a turn tells a measurement by its name that no calculation before takes ("height 158" after a toxicity)."""
    named = measures_named(text.question)
    taken = {given.name for w in last.wanted for given in CATALOGUE[w.calculator].inputs}
    return bool(named & _MEASURED) and not named & taken


def _told(text: Text, conversation: Conversation) -> Request | None:
    """Return what to make of a statement after a calculation that names nothing new.

    It is answered with the rule again; where it seems to change something that was not understood, it is asked about.
    """
    last = conversation.last
    if not isinstance(last, Calculate) or following.is_question(text.question):
        return None
    if not text.asked.concepts <= last.asked.concepts:
        return None
    may_change = (
        any(c.isdigit() for c in text.question)
        or _NUMBER_WORD.search(text.question) is not None
        or _CHANGES_SOMETHING.search(text.question) is not None
    )
    if not may_change:
        goes_on = _ASKS_ON.match(text.question) or following.tells_it_is_gone(text.question)
        return replace(last, emphasis="restated" if goes_on else "pushback")
    return replace(last, emphasis="restated") if _tells_what_is_not_taken(text, last) else _doubting(text, last)


def _doubting(text: Text, last: Calculate) -> Calculate:
    """Return the calculation before with what a statement may have changed of it, to be asked about."""
    first, *others = last.wanted
    if first.calculator == "modification" and "days_to_resolve" not in first.inputs and _only_days(text):
        doubt = Unclear("days_to_resolve", text.question, "unread")
        return replace(last, wanted=(replace(first, unclear=(doubt,)), *others), patient=True, besides=None)
    doubts = tuple(
        Unclear(name, text.question, "unread")
        for name, item in first.inputs.items()
        if name not in ("indication", "formula")
    )
    if not doubts:
        return replace(last, emphasis="pushback")
    return replace(last, wanted=(replace(first, unclear=doubts), *others), patient=True, besides=None)

"""Which calculator a text asks for. Each rule is one small function; what they find stands in the order of asking.

A question on how things are (how common, which symptoms, how to monitor) is looked up, whatever toxicity it names. Complete
inputs win over such words where a dose is asked for.
"""

import re

from assistant.conversation.asked_together import at_each_day, for_each_bag
from assistant.conversation.bag_hours import weekly_bag
from assistant.conversation.bounded import with_bounded_days
from assistant.conversation.dose_steps import dose_step
from assistant.conversation.following import is_question
from assistant.conversation.mishaps import crs_came_back, went_wrong
from assistant.conversation.other_drugs import asks_other_drug
from assistant.conversation.premedicating import asks_premedication_of_all
from assistant.conversation.requests import Wanted
from assistant.conversation.row_asked import (
    asks_dose_apart,
    asks_for_row,
    asks_row_apart,
    gives_complete_dose,
    is_judged,
    is_liver,
    is_of_no_toxicity,
    liver_row_applies,
    names_only_a_grade,
    was_interrupted,
)
from assistant.conversation.running import asks_of_the_day
from assistant.conversation.scheduling import asks_which_day, schedule_wanted
from assistant.conversation.several_days import is_of_several_days
from assistant.conversation.signals import (
    ABOUT_THINGS,
    Text,
    asks_action,
    asks_bsa,
    asks_dose,
    asks_pump_rate,
    asks_rate,
    asks_restart,
    is_about_things,
    is_short,
)
from assistant.conversation.stated import Stated, Unclear
from assistant.conversation.toxicities import Toxicity, lone_grade
from assistant.conversation.wanting import wanted_of
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.dosing_basis import asks_dosing_basis
from assistant.knowledge.rule_sets import Rules
from assistant.knowledge.vocabulary import Vocabulary

_ADJUSTS = re.compile(
    r"\bdos(?:e|es|ing|age) (?:change|adjust|reduc|modif|differ|alter)\w*|\b(?:adjust|chang|reduc|alter|modify|shav|trim|cut|lower|drop|knock|tweak|halv|scal|dial|tone|tailor|rais|bump|decreas)\w* (?:down |back |off |up )?(?:[\w'’]+ ){0,2}dos(?:e|es|ing|age)\b",
    re.IGNORECASE,
)
_BLASTS_ELSEWHERE = frozenset({"tls", "cns_disease", "intrathecal"})
_OF_SOMEBODY = re.compile(r"\b(?:my|our|this|her|his|the) (?:patient|pt|lady|gentleman)(?:'s)?\b", re.IGNORECASE)
_COUNTED_IN = frozenset({"marrow_blasts_percent", "peripheral_blasts_e9_per_l"})
# A weight, a cycle and a day with nothing else asked of them ask for the dose.
_OF_DOSING = frozenset(
    {
        "dose",
        "blinatumomab",
        "cycle",
        "b_all",
        "relapsed_refractory",
        "ph_negative",
        "ph_positive",
        "bsa_dosing",
        "continuous_infusion",
    }
)
# "How many days before we give up": for the limit that the row names, which takes no value.
_HOW_LONG = re.compile(
    r"\bhow (?:long|many (?:days|weeks|wks))\b[^.?!]{0,40}\b(?:before|until|till|wait\w*|allow\w*|give (?:it|them|up)|have|has|take|leave|can|may|should)\b|\b(?:time|day) limit\b|\bat what point\b|\bwhen (?:do|should|would|must|can) (?:we|i|you) (?:give up|abandon|call it|stop for good|stop waiting|throw in)",
    re.IGNORECASE,
)
# Treatments of before, in the line that a patient is presented with.
_HISTORY = frozenset({"transplant", "car_t", "inotuzumab", "salvage_chemotherapy", "tki", "nelarabine", "elderly"})
# "Mild CKD, same dose as anyone else?": whether anything changes for such people is a rule.
_OF_SOME_PEOPLE = frozenset({"renal_impairment", "hepatic_impairment", "elderly"})
# How long a hold may last is the row's rule: no value of today decides it.
_ASKS_LIMIT = re.compile(
    r"\bhow (?:long|many (?:days|weeks))\b[^?.]{0,30}\b(?:before|until|till|do|can|should|may)\b[^?.]{0,20}\b(?:giv(?:e|ing) up|give (?:it|them)|wait|stop(?:ping)? (?:for good|altogether)|abandon\w*|discontinu\w*|allow(?:ed)?|pull the plug|call it a day)\b"
    r"|\bhow (?:high|bad|deranged|abnormal|raised|elevated|severe|far|much|off|out|awful)\b[^?.]{0,60}\b(?:before|until|till|to|for)\b[^?.]{0,25}\b(?:stop\w*|hold|held|paus\w*|discontinu\w*|withh\w+|interrupt\w*|act|worry|off|switch\w*|turn\w*)\b",
    re.IGNORECASE,
)
_RATE_OF_DRUG = re.compile(
    r"\brates? of (?:the |her |his )?(?:blin\w*|drug|drip|infusion|mcg|micrograms?)\b", re.IGNORECASE
)
_BEFORE_DOSE = re.compile(
    r"\b(?:before|prior to|ahead of|pre) (?:(?:the|her|his|day 1|first|1st) ){0,3}dose\b", re.IGNORECASE
)
_PREMEDICATION = "premedication"
_OF_A_PREPHASE = re.compile(
    r"\b(?:pre-?phase\w*|pre-?treat\w*|debulk\w*|cytoreduc\w*|burden|bulky?|days? (?:before|ahead|beforehand)|beforehand|thresholds?|before (?:the )?(?:first|1st) dose)\b",
    re.IGNORECASE,
)
_TO = re.compile(r"\bto\b|[-–]", re.IGNORECASE)
_PLURAL_BAGS = re.compile(r"\b(?:bags|cassettes|containers)\b", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[?!;\n])|(?<=\.)(?=\s)")
_GIVEN_BESIDE = frozenset({"premedication", "prephase"})
_NOT_ABOUT_DOSE = frozenset(
    {
        "premedication",
        "prephase",
        "hold",
        "maximum_dose",
        "number_of_cycles",
        "medication_error",
        "overdose",
        "adverse_effects",
    }
)


def wanted(text: Text, vocabulary: Vocabulary, rules: Rules) -> tuple[Wanted, ...]:
    """Return the calculations that a text asks for, in the order of asking; none where it is to be looked up."""
    if asks_dosing_basis(text.question):
        return ()
    prephase = () if asks_premedication_of_all(text, rules) else _prephase(text)
    if prephase:
        asks_dose_too = asks_dose_apart(text, vocabulary, rules) and _BEFORE_DOSE.search(text.question) is None
        return (*prephase, *((wanted_of("dose", text, {}, ()),) if asks_dose_too else ()))
    asks_drug = asks_other_drug(text, vocabulary) and not was_interrupted(text)
    if asks_drug and not asks_row_apart(text, vocabulary) and not asks_dose_apart(text, vocabulary, rules):
        return ()
    after_toxicity = (*_modifications(text, rules), *_liver(text, rules))
    if after_toxicity:
        return after_toxicity
    if asks_which_day(text):
        return (wanted_of("dose", text, {}, ()),)
    schedule = schedule_wanted(text)
    placed = [*_infusion(text), *([] if schedule else _dose(text, rules, vocabulary))]
    ordered = tuple(item for _, item in sorted(placed, key=lambda pair: pair[0]))
    return (*schedule, *ordered) or _bsa(text)


# ---- one rule a calculator


def _modifications(text: Text, rules: Rules) -> tuple[Wanted, ...]:
    if is_about_things(text) or crs_came_back(text):
        return ()
    chosen = [toxicity for toxicity in text.toxicities if asks_for_row(text, toxicity, rules)]
    is_of_one = text.patient and not text.toxicities and not is_of_no_toxicity(text.question)
    if not chosen and is_of_one and asks_restart(text.question) and not is_liver(text):
        return (wanted_of("modification", text, {}, ()),)
    if not chosen and names_only_a_grade(text):
        return (wanted_of("modification", text, {"grade": grade} if (grade := lone_grade(text.question)) else {}, ()),)
    step = dose_step(text.question, text.reading, rules)
    return tuple(
        with_bounded_days(
            _with_unresolved(wanted_of("modification", text, _by_name(toxicity, step), toxicity.unclear), text),
            rules,
            on_a_day="day" in text.reading.stated,
        )
        for toxicity in chosen
    )


def _liver(text: Text, rules: Rules) -> tuple[Wanted, ...]:
    """Liver values that are stated, or that must be: a rise without numbers does not say that the row applies."""
    named = [toxicity for toxicity in text.toxicities if toxicity.name == "liver"]
    if is_about_things(text) or liver_row_applies(text, rules):
        return ()
    if not is_liver(text) and _ASKS_LIMIT.search(text.question):
        return ()
    if gives_complete_dose(text, rules) and not is_judged(text):
        return ()
    is_beside_another = len(text.toxicities) > 1 and any(
        i.name == "grade" for toxicity in named for i in toxicity.inputs
    )
    asks = text.patient and asks_action(text.question) and not gives_complete_dose(text, rules)
    is_vague = is_beside_another or (bool(named) and asks and _HOW_LONG.search(text.question) is None)
    return (wanted_of("liver", text, {}, ()),) if is_liver(text) or is_vague else ()


def _prephase(text: Text) -> tuple[Wanted, ...]:
    named = text.reading.stated.keys() | text.reading.unclear.keys()
    concepts = text.asked.concepts
    if _PREMEDICATION in concepts and _OF_A_PREPHASE.search(text.question) is None:
        # Blasts told beside the premedication of a cycle are a reason to ask for it.
        return ()
    if concepts & _BLASTS_ELSEWHERE and "dexamethasone" not in concepts:
        return ()
    return (wanted_of("prephase", text, {}, ()),) if named & _COUNTED_IN else ()


def _infusion(text: Text) -> list[tuple[int, Wanted]]:
    names_bag = "bag_hours" in text.reading.stated or "bag_hours" in text.reading.unclear
    if went_wrong(text.question):
        return []
    place = asks_rate(text.question)
    weekly = weekly_bag(text.question) if not names_bag and "weight_kg" in text.reading.stated else None
    if weekly is not None and place is not None:
        return [(place, wanted_of("infusion", text, {"bag_hours": weekly}, ()))]
    for_one = {"weight_kg", "cycle", "day"} & text.reading.stated.keys()
    if not names_bag and (len(for_one) > 1 or text.patient) and asks_dose(text.question) is None:
        place = asks_pump_rate(text.question)
        return [] if place is None else [(place, wanted_of("infusion", text, {}, ()))]
    if place is None and names_bag and "weight_kg" in text.reading.stated and is_short(text.question):
        # "96 h bag for a guy of 52 kg?": nothing else is asked of a bag and a weight.
        place = len(text.question)
    if not names_bag or place is None:
        return []
    if not text.patient and _PLURAL_BAGS.search(text.question) and _is_a_range(text, "bag_hours"):
        # "With 24 to 96 h bags": the rows of the table are asked about, and no bag of somebody.
        return []
    return [(place, item) for item in for_each_bag(wanted_of("infusion", text, {}, ()), text.question)]


def _is_a_range(text: Text, name: str) -> bool:
    doubt = text.reading.unclear.get(name)
    return doubt is not None and doubt.why == "range" and _TO.search(doubt.words) is not None


def _dose(text: Text, rules: Rules, vocabulary: Vocabulary) -> list[tuple[int, Wanted]]:
    item = wanted_of("dose", text, {}, ())
    known = text.reading.stated.keys() | text.reading.unclear.keys()
    timed = bool({"cycle", "day", "on_date"} & known)
    complete = gives_complete_dose(text, rules)
    place = asks_of_the_day(text.question) if complete else asks_dose(text.question)
    asking = _asking(text.question)
    is_of_today = (
        text.patient
        and {"cycle", "day"} <= known
        and ABOUT_THINGS.search(asking) is None
        and not aspects_of(asking, vocabulary).concepts & _NOT_ABOUT_DOSE
    )
    if not complete and (
        (is_about_things(text) and not is_of_today) or any(not toxicity.past for toxicity in _graded(text))
    ):
        return []
    about = text.asked.concepts - ({"adverse_effects"} if _RATE_OF_DRUG.search(text.question) else set())
    # "What is given as premed?" asks for none; "premeds in, what am I hanging?" does.
    is_beside = bool(aspects_of(asking, vocabulary).concepts & _GIVEN_BESIDE) and asks_dose(text.question) is None
    is_asked = complete and not is_beside
    if about & _NOT_ABOUT_DOSE and not ((is_asked or is_of_today) and place is not None):
        return []
    is_of_a_rule = _ADJUSTS.search(text.question) is not None or bool(about & _OF_SOME_PEOPLE)
    if is_of_a_rule and not {"weight_kg", "cycle", "day"} & known:
        return []
    if is_of_several_days(text):
        return []
    of_dosing = _OF_DOSING if is_question(text.question) else _OF_DOSING | _HISTORY
    is_bare = is_short(text.question) or ({"weight_kg", "cycle", "day"} <= known and about <= of_dosing)
    bare = bool({"weight_kg", "bsa_m2"} & known) and timed and is_bare and asks_pump_rate(text.question) is None
    if (place is not None and (text.patient or timed)) or bare:
        at = place if place is not None else len(text.question)
        return [(at, one) for one in at_each_day(item, text.question)]
    return []


def _asking(question: str) -> str:
    """Return the sentences in which a dose is asked for; the whole question where none is."""
    return " ".join(part for part in _SENTENCES.split(question) if asks_of_the_day(part) is not None) or question


def _bsa(text: Text) -> tuple[Wanted, ...]:
    known = text.reading.stated.keys() | text.reading.unclear.keys()
    asks = asks_bsa(text.question) is not None and asks_dose(text.question) is None
    is_measured = (
        bool({"weight_kg", "height_cm"} & known) or _OF_SOMEBODY.search(text.question)
    ) and "bsa_m2" not in known
    return (wanted_of("bsa", text, {}, ()),) if asks and is_measured else ()


def _graded(text: Text) -> list[Toxicity]:
    """Return the toxicities that stand in the way of a dose: the rows of the table, and others with their grade."""
    return [t for t in text.toxicities if t.name != "other" or any(item.name == "grade" for item in t.inputs)]


def _by_name(toxicity: Toxicity, step: Stated | Unclear | None) -> dict[str, Stated | Unclear]:
    named: dict[str, Stated | Unclear] = {item.name: item for item in toxicity.inputs}
    return named if step is None else named | {"dose_step": step}


def _with_unresolved(request: Wanted, text: Text) -> Wanted:
    """Add for how long the toxicity has lasted, where it has not resolved."""
    unclear = text.reading.unclear.get("unresolved_days")
    added = (Unclear("days_to_resolve", unclear.words, unclear.why),) if unclear else ()
    lasted = text.reading.stated.get("unresolved_days")
    return Wanted(request.calculator, request.inputs, (*request.unclear, *added), lasted)

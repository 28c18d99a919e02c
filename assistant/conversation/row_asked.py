"""Whether a question asks for a row of the dose-modification table, or for a dose whatever else it names."""

import re
from decimal import Decimal

from assistant.calculators import CATALOGUE, CalculationError, calculate
from assistant.conversation.declining import is_emergency
from assistant.conversation.parts import DRUGS_OF_THE_TABLE, parts_of
from assistant.conversation.running import asks_of_the_day
from assistant.conversation.signals import (
    Text,
    asks_action,
    asks_dose,
    asks_restart,
    asks_what_to_do,
    is_terse,
)
from assistant.conversation.toxicities import Toxicity, lone_grade
from assistant.conversation.wanting import wanted_of
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.rule_sets import LiverRules, Rules
from assistant.knowledge.vocabulary import Vocabulary

_LIVER = frozenset(given.name for given in CATALOGUE["liver"].inputs) - {"weight_kg", "age_years", "indication"}
_LASTING = frozenset({"days_to_resolve", "days_held", "unresolved_days"})
_UNGRADED = frozenset({"pancreatitis", "leukoencephalopathy", "capillary_leak", "dic"})
_TOXIC = frozenset(
    {
        "headache",
        "depression",
        "insomnia",
        "peripheral_neuropathy",
        "cranial_neuropathy",
        "lineage_switch",
        "gasping",
        "adverse_effects",
        "grading",
    }
)

_MOST_WORDS = 14
_LONG_AGO = re.compile(
    r"\b(?:history of|hx of|h/o|(?:an?|the) old|years? ago|years? back|as a (?:child|kid|teenager)|in childhood|known epilep\w*|epileptic|epilepsy|previous|prior|no (?:more |further )?(?:fits?|seizures?) (?:for|in|since))\b",
    re.IGNORECASE,
)
# "Grade 3 two nights ago, settled now": what was days ago decides on the dose of today.
_OF_THESE_DAYS = re.compile(
    r"\b(?:yesterday|last night|overnight|(?:\d{1,2}|one|two|three|four|five|six|a few|a couple of) (?:days?|nights?|hours?) ago|earlier today|this (?:morning|week))\b",
    re.IGNORECASE,
)
_IN_ANOTHER_CYCLE = re.compile(
    r"\bpreviously\b|\b(?:in|during|from) (?:the |her |his )?(?:cycle (?:1|one)|c1|(?:first|last|previous) cycle|cycle before)\b",
    re.IGNORECASE,
)
# "Aching muscles, drug related?", "had a true allergy to blinatumomab": whether it is one of its effects, or may be given at all.
_OF_THE_DRUG = re.compile(
    r"\b(?:drug|blin\w*|treatment|infusion|medication|therapy)[- ]related\s?\?|\brelated to (?:the |this )?(?:drug|blin\w*|infusion|treatment|medication)\b[^.;!]{0,20}\?"
    r"|\b(?:because of|due to|caused by|down to|from|is (?:it|this|that)) (?:the |this )?(?:drug|blin\w*|infusion|treatment)\s?\?"
    r"|\b(?:allerg\w+|anaphyla\w+|hypersensitiv\w+)(?: reaction)? to (?:the |this )?(?:drug|blin\w*|it|treatment)\b",
    re.IGNORECASE,
)
# "Starts Blincyto on Monday", "a gap that wasn't toxicity": what is named beside it is no toxicity of the drug.
_IS_NONE_OF_IT = re.compile(
    r"\b(?:starts?|starting|going on(?:to)?|goes on(?:to)?|about to (?:start|go on|begin|get)|due to (?:start|begin)|begins?|beginning|to (?:start|begin)|planned for|commenc(?:es|ing))\s(?:on |with |her |his |the )?(?:blin\w*|treatment|the drug|cycle (?:1|one)|c1|first cycle)\b"
    r"|\b(?:not|wasn['’]?t|isn['’]?t|no|nothing to do with|unrelated to|other than|rather than)(?: (?:a|an|any|for|because of|due to|related to|really|from|the))* (?:drug |treatment |blin\w* )?(?:toxicit\w*|side[- ]effects?|adverse (?:event|effect|reaction)s?|reaction)\b"
    r"|\b(?:disconnected|unplugged|detached|unhooked) (?:him|her|them|it)?(?:self)?\b|\bpull(?:ed|s) (?:out )?(?:his|her|the|their) (?:\w+ )?(?:line|picc|cannula|needle|port)\b|\b(?:line|picc|cannula|port|catheter)(?:['’]?s| is| was| has)? (?:\w+ )?(?:out|fell out|came out|blocked|clotted|occluded|replaced|changed|lost|removed|leaking|broke\w*)\b"
    r"|\bpump(?:['’]?s| is| was| has)? (?:\w+ )?(?:fail\w*|broke\w*|died|dead|stopped|malfunction\w*|fault\w*|ran out|battery)\b|\bbag(?:['’]?s| is| was)? (?:ran|run|running|went) (?:out|dry|empty)\b|\b(?:for|needs?|having|had|has) (?:an? |her |his |the |some |urgent |emergency |elective |planned ){0,3}(?:\w+ )?(?:surgery|operation|theatre|laparotomy|appendic\w*|cholecystectomy|c-section|caesarean|mri|procedure|biopsy)\b|\b(?:power cut|out of stock|supply|shortage|no bag (?:available|ready)|pharmacy (?:was |were |is )?(?:late|closed|delayed?|short))\b",
    re.IGNORECASE,
)
# "Grade 3 toxicity": of which, is not said.
_UNNAMED = re.compile(
    r"\b(?:grade|gr|g) ?\d (?:toxicity|tox|side[ -]effect|adverse (?:event|effect|reaction)|ae|event)\b|\b(?:toxicity|tox|adverse event|ae) (?:of )?(?:grade|gr|g) ?\d\b",
    re.IGNORECASE,
)


def asks_for_row(text: Text, toxicity: Toxicity, rules: Rules) -> bool:
    """Tell whether a question asks what to do about a toxicity, of which it says enough for that."""
    if toxicity.name == "liver":
        return liver_row_applies(text, rules)
    if toxicity.past and _is_behind(text, toxicity, rules):
        return False
    stated = {item.name for item in toxicity.inputs} | {item.name for item in toxicity.unclear}
    if stated & {"grade", "seizures"}:
        return True
    return _asks_ungraded(text, toxicity, rules)


def is_of_no_toxicity(question: str) -> bool:
    """Tell whether what stopped the infusion is told to be no toxicity, or the drug has not been begun."""
    return _IS_NONE_OF_IT.search(question) is not None


def _asks_ungraded(text: Text, toxicity: Toxicity, rules: Rules) -> bool:
    is_beside = toxicity.past or toxicity.name == "other" or _LONG_AGO.search(text.question) is not None
    if is_beside and gives_complete_dose(text, rules):
        return False
    if toxicity.name in _UNGRADED:
        return True
    if toxicity.name == "other" and (_OF_THE_DRUG.search(text.question) or is_of_no_toxicity(text.question)):
        return False
    if toxicity.name == "other":
        is_acute = "hypersensitivity" in text.asked.concepts or is_emergency(text.question)
        asks = asks_what_to_do(text.question) or (is_acute and asks_action(text.question))
        return text.patient and asks and asks_dose(text.question) is None
    return text.patient or asks_action(text.question) or is_terse(text.question)


def _is_behind(text: Text, toxicity: Toxicity, rules: Rules) -> bool:
    """Tell whether a toxicity is one of long ago, or stands beside a dose of today that is asked for and nothing is asked of it."""
    if len(toxicity.inputs) == 1 and _LONG_AGO.search(text.question):
        return True
    if _OF_THESE_DAYS.search(text.question) and any(item.name == "grade" for item in toxicity.inputs):
        return False
    is_over = not _LASTING & (text.reading.stated.keys() | text.reading.unclear.keys())
    asks = gives_complete_dose(text, rules) or (
        asks_of_the_day(text.question) is not None
        and {"cycle", "day"} <= text.reading.stated.keys()
        and _IN_ANOTHER_CYCLE.search(text.question) is not None
    )
    return is_over and not asks_restart(text.question) and asks


def asks_row_apart(text: Text, vocabulary: Vocabulary) -> bool:
    """Tell whether a toxicity and what to do about it stand in parts of a question that name no drug of its row."""
    parts = [(part, aspects_of(part, vocabulary)) for part in parts_of(text.question)]
    apart = [(part, asked) for part, asked in parts if not asked.concepts & DRUGS_OF_THE_TABLE]
    named = [asked for _, asked in apart if asked.toxicities]
    is_graded = any(asked.grades for asked in named)
    asks = is_graded or is_emergency(text.question) or any(asks_what_to_do(part) for part, _ in apart)
    return len(apart) < len(parts) and bool(named) and asks


def asks_dose_apart(text: Text, vocabulary: Vocabulary, rules: Rules) -> bool:
    """Tell whether a dose is asked for with all that it takes, in a part of the question that names no drug beside it."""
    return gives_complete_dose(text, rules) and any(
        asks_dose(part) is not None and not aspects_of(part, vocabulary).concepts & DRUGS_OF_THE_TABLE
        for part in parts_of(text.question)
    )


def names_only_a_grade(text: Text) -> bool:
    """Tell whether a question asks what to do at a grade, and of what is not said: "grade 3, hold?"."""
    named = text.asked.concepts & _TOXIC - ({"adverse_effects"} if _UNNAMED.search(text.question) else set())
    if text.toxicities or named or not asks_what_to_do(text.question):
        return False
    return lone_grade(text.question) is not None and len(text.question.split()) <= _MOST_WORDS


def was_interrupted(text: Text) -> bool:
    """Tell whether an infusion reaction's interruption is stated: its length decides on the dexamethasone asked about."""
    named = any(t.name == "infusion_reaction" and len(t.inputs) > 1 for t in text.toxicities)
    return named and "hours_interrupted" in text.reading.stated


def liver_row_applies(text: Text, rules: Rules) -> bool:
    """Tell whether the liver row of the table is meant: it is said to be exceeded, or how long it lasted is said."""
    if not isinstance(rules.liver, LiverRules):
        return False
    over = {"bilirubin": rules.liver.table.bilirubin.value}
    tests = rules.liver.table.liver_tests.value
    for name, item in text.reading.stated.items():
        limit = over.get(name.partition("_")[0], tests)
        if name.endswith("_above_x_uln") and isinstance(item.value, Decimal) and item.value >= limit:
            return True
    lasts = bool(_LASTING & (text.reading.stated.keys() | text.reading.unclear.keys()))
    return lasts and any(toxicity.name == "liver" for toxicity in text.toxicities) and not _is_below(text, rules)


def is_liver(text: Text) -> bool:
    """Tell whether a text states liver values."""
    return bool(_LIVER & (text.reading.stated.keys() | text.reading.unclear.keys()))


def is_judged(text: Text) -> bool:
    """Tell whether a liver value is stated beside its limit: one without it is a number of the chart beside other questions."""
    named = text.reading.stated.keys() | text.reading.unclear.keys()
    return any(name.endswith("_uln") for name in named & _LIVER) or any(name.endswith("_above_x_uln") for name in named)


def _is_below(text: Text, rules: Rules) -> bool:
    """Tell whether the liver values that are stated do not reach the row."""
    values = {name: item.value for name, item in text.reading.stated.items() if name in _LIVER}
    try:
        return bool(values) and not calculate("liver", values, rules).result["threshold_exceeded"]
    except CalculationError:
        return False


def gives_complete_dose(text: Text, rules: Rules) -> bool:
    """Tell whether a text asks for a dose and states all that it takes, or what the rules refuse."""
    if asks_of_the_day(text.question) is None or not {"cycle", "day"} <= text.reading.stated.keys():
        return False
    item = wanted_of("dose", text, {}, ())
    if item.unclear:
        return "weight_kg" in text.reading.unclear
    try:
        calculate("dose", item.values, rules)
    except CalculationError as error:
        return error.code != "missing_input" or "weight_kg" in text.reading.stated
    return True

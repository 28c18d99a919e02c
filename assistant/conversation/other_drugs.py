"""Is a question about another drug or another disease? One that is only named beside the patient is no question about it."""

import re

from assistant.conversation.calculated_elsewhere import HISTORY, WITHOUT_DOSE, foreign_names, is_calculated_elsewhere
from assistant.conversation.drug_asked_for import NEAR, TAKES, is_asked_for, is_dose_of, places_of, terms_of
from assistant.conversation.long_messages import asking_of
from assistant.conversation.other_fields import DRUG, is_of_another_field
from assistant.conversation.signals import Text
from assistant.conversation.told_beside import is_allergy, is_told_in_passing, was_given_for_it
from assistant.conversation.toxicity_names import NAMED_ROWS
from assistant.knowledge.elsewhere import Elsewhere
from assistant.knowledge.vocabulary import Vocabulary

# With those that the documents name beside blinatumomab.
_OTHER_DRUGS = WITHOUT_DOSE | {
    "dexamethasone",
    "antipyretic",
    "antiemetic",
    "tocilizumab",
    "anakinra",
    "narrow_index_drugs",
    "intrathecal",
    "live_vaccine",
    "pjp_prophylaxis",
    "herpes_prophylaxis",
    "antimicrobial",
}
# "Does it need the same as blinatumomab?": what is asked for is the other drug.
_LIKENED_TO = re.compile(
    r"\b(?:like|unlike|as|than|compared (?:to|with)|similar(?:ly)? to|versus|vs\.?)\s(?:with |for |in |on |the |to |we do (?:with|for) ){0,2}$",
    re.IGNORECASE,
)
_LIKENED_TO_OURS = re.compile(r"\b(?:like|unlike) (?:our|my|the|your|all our|all the|other)\s$", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|post|following|from|due to|on|with)[\s-](?:\w+\s){0,2}$", re.IGNORECASE)
_AMOUNT = re.compile(r"\b(?:how (?:many|much)|dos(?:e|es|age|ing)|cells ?(?:/|per) ?kg)\b", re.IGNORECASE)
_ITS_TOXICITY = re.compile(
    r"[\s-]{0,2}(?:cells?[\s-])?(?:(?:related|induced|associated|therapy|treated)[\s-]){0,2}(?:(?:grade|gr|g) ?\d )?(?:crs|icans|cytokine|neurotox\w*)\b",
    re.IGNORECASE,
)
# "Before her CAR-T", "awaiting Tecartus": what comes later.
_LATER = re.compile(
    r"\b(?:before|bridg\w+|bridge|until|till|awaiting|planned|planning|booked|listed|scheduled|candidate|ahead of|prior to|towards?|consider\w*|or|if|no|not|without|never|then|later)\b[^.?!;]{0,30}$",
    re.IGNORECASE,
)
_HAS_HAD = re.compile(
    r"\b(?:had|failed|received|got|after|post|following|relaps\w* (?:on|after|post|from))[\s-](?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_NEEDED = re.compile(r"\b(?:need(?:ed|ing|s)|requir(?:ed|ing|es))\s(?:\w+\s){0,3}$", re.IGNORECASE)
# A level that a drug is dosed to is part of its own dosing.
_LEVEL = re.compile(
    r"\btroughs?\b|\btarget (?:level|range|inr|concentration)s?\b|\b(?:level|inr|range|concentration)s? (?:do (?:we|you) |should (?:we|i) |to |we )?(?:aim|target)\w*|\binr target\b",
    re.IGNORECASE,
)
_DOSED_TO_A_LEVEL = frozenset({"narrow_index_drugs", "coagulation"})
# What is asked of a drug's own nature.
_PROPERTY_OF = re.compile(
    r"\b(?:half[- ]?li(?:fe|ves)|side effects?|adverse effects?|mechanism(?: of action)?|antidote|reversal|metabolism|excretion|price|cost) (?:of|for|to) (?:the |iv |oral )?$",
    re.IGNORECASE,
)
# "And inotuzumab, does that need protecting from light?"
_OPENS_WITH = re.compile(
    r"^\W*(?:(?:and|so|but|ok(?:ay)?|what about|how about|does|do|is|are|can)\W+)*(?:the )?(?P<drug>[\w-]{3,30}),?\s(?:does|do|is|are|can|what|how|when|which|should|need|needs|have|has|cause|causes)\b",
    re.IGNORECASE,
)
_PROPERTIES = frozenset(
    {
        "storage",
        "adverse_effects",
        "filter",
        "infusion_rate",
        "premedication",
        "overfill",
        "reconstitution",
        "bag_material",
    }
)
_OF_BLINATUMOMAB_ALONE = frozenset({"blinatumomab"})

_LONG_AGO = re.compile(
    r"^\W{0,3}\S{1,40}+(?:\W{1,3}\w{1,40}+){0,5}?\W{1,3}(?:years?|months?|weeks?) ago\b|^\W{0,3}\S{1,40}+(?:\W{1,3}\w{1,40}+){0,4}?\W{1,3}(?:in the past|previously|since childhood|as a child|in the history)\b",
    re.IGNORECASE,
)
_HAD = re.compile(r"\bhad (?:an? )?(?:\w+\s){0,2}$", re.IGNORECASE)
# A disease that is treated, not one that a patient has beside; a leukemia may turn into another.
_TRIED_FOR = re.compile(
    r"\b(?:(?<!ask )(?<!asks )(?<!asked )(?<!asking )for|treat(?:s|ing|ment of)?|against)\s(?:relapsed |refractory |severe |active |adult )?$",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"\b(?:switch\w*|turn\w*|chang\w*|transform\w*|watch\w*|lineage|convert\w*|become\w*|\bor\b)", re.IGNORECASE
)
_TOLD_OF_A_CASE = frozenset({"weight_kg", "cycle", "day"})
_CYCLE_AFTER_A_HOLD = "same_or_new_cycle"
# "No blood back but flushes fine. Alteplase?": it is what is asked for.
_IS_ALL_THAT_IS_ASKED = re.compile(r"(?<=[.!?,;] )\w+\?")
# Where another drug is named only for the line that it shares with this one.
_SHARED_LINE = "lumen"
# "Primed with dextrose": what the line is filled with.
_PRIMED_WITH = re.compile(r"\bprim(?:e|ed|ing)\b[^.?!]{0,30}\b(?:with|using)\s(?:\w+\s){0,2}$", re.IGNORECASE)
# A disease with a grade is a toxicity: "grade 3 colitis".
_GRADE_BEFORE = re.compile(r"\b(?:grade|gr|g)\.? ?(?:[1-4]|iii|ii|iv|i) (?:\w+ )?$", re.IGNORECASE)
_CAUSE = re.compile(r"\b(?:following|from|due to|caused by|secondary to|related to)[\s-](?:\w+\s){0,2}$", re.IGNORECASE)
_GRADE_BEHIND = re.compile(r"\b\w{1,40}+(?: \w{1,40}+)? (?:grade|gr|g)\.? ?(?:[1-4]|iii|ii|iv|i)\b", re.IGNORECASE)
_WITHOUT_GRADES = "seizure"
# What a patient had before, of which the documents warn: other drugs and diseases are named with it.
_RISKS_OF_THE_PAST = frozenset({"cranial_irradiation", "cns_disease"})


# "Obese 180 kg", "diabetic lady": how the patient is.
_DESCRIBES = re.compile(
    r"\w{2,20}(?:ic|ive|ese|ous)[\s,]{1,2}(?:and )?(?:\d|pts?\b|patients?\b|lady\b|man\b|woman\b|guy\b|gentleman\b|chap\b|male\b|female\b|adults?\b|c ?\d|cycle\b)",
    re.IGNORECASE,
)


def _may_be_meant(question: str, place: int) -> bool:
    """Tell whether a foreign name may be what a calculation is asked for: it is asked for, or not told as something taken."""
    before = question[max(0, place - NEAR) : place]
    is_told = TAKES.search(before) or HISTORY.search(before) or _DESCRIBES.match(question[place:])
    return is_asked_for(question, place) or not is_told


def asks_other_drug(text: Text, vocabulary: Vocabulary) -> bool:
    """Tell whether a drug of the vocabulary other than blinatumomab is what is asked for."""
    names = terms_of(vocabulary, _OTHER_DRUGS & text.asked.concepts)
    places = tuple(places_of(text.question, names))
    is_of_nobody = not text.reading.stated.keys() & {"weight_kg", "bsa_m2"}
    asks_of_it = _OPENS.match(text.question) or (is_of_nobody and _OPENS_AND_ASKS.match(text.question))
    opens = 0 in places and not text.asked.grades and bool(asks_of_it)
    return opens or any(is_asked_for(text.question, place) for place in places)


_BEGINS = re.compile(
    r"\b(?:start(?:ing|ed)?|begin(?:ning)?|commenc\w*|go(?:ing)? ahead|hang(?:ing)? it|initiat\w*)\b(?! (?:antibiotics?|antimicrobials?|antifungals?|fluids?))",
    re.IGNORECASE,
)
# "Toci for confusion?": the drug that opens a question is what is asked for.
_OPENS = re.compile(
    r"^\S{3,40}\s(?:for|in|if|when|with|needed|necessary|ok|okay|allowed|indicated|useful|recommended|an option)\b[^.!]*\?$",
    re.IGNORECASE,
)
# "Steroid before we hang cycle 2 - how much, how long before?"
_OPENS_AND_ASKS = re.compile(
    r"^\S{3,40}\s(?!(?:is|was|in|given|has|had|done|went|all|already)\b)(?!.*\bblin)[^.!?]*[:,;–-]\s(?:and )?(?:how (?:much|long before|many mg)|(?:what|which) (?:dose|route|amount))\b",
    re.IGNORECASE,
)
_MOST_OF = re.compile(
    r"\b(?:max(?:imum)?|highest|top|total|usual|standard|normal|the most) (?:(?:daily|single|safe|24 ?h) )?(?:dose (?:of )?|dosage (?:of )?|amount (?:of )?)?(?:the |iv |oral )?$",
    re.IGNORECASE,
)
_TREATS = re.compile(
    r"\b(?:which|what|best|first[- ]line|choice of|empiric\w*)\s(?:\w+\s){0,2}(?:antibiotics?|antimicrobials?|antifungals?|antivirals?)\s(?:\w+\s){0,2}?(?:for|in|to treat|against|covers?)\s(?:\w+\s){0,4}?(?:sepsis|septic|infections?|pneumonia|uti|cellulitis|meningitis|c\.? ?diff\w*|febrile|neutropenic|bacter\w+)\b",
    re.IGNORECASE,
)
_WITHOUT_AMOUNT = frozenset(
    {
        "antipyretic",
        "antiemetic",
        "narrow_index_drugs",
        "antimicrobial",
        "pjp_prophylaxis",
        "herpes_prophylaxis",
        "anakinra",
        "tocilizumab",
    }
)


def is_elsewhere(text: Text, elsewhere: Elsewhere, vocabulary: Vocabulary, *, calculates: bool) -> bool:
    """Tell whether a question is about what the documents do not cover.

    That is a name from elsewhere and nothing of this regimen; the dose of another drug; a toxicity after another T-cell therapy;
    or a dose in another blood cancer. A drug that the patient also takes, or a disease of the past, is none of these.
    """
    question = text.question
    if is_of_another_field(text, elsewhere, calculates=calculates) or elsewhere.trials.search(question):
        return True
    if calculates and is_calculated_elsewhere(text, elsewhere, vocabulary):
        return True
    foreign = tuple(places_of(question, foreign_names(question, elsewhere)))
    others = () if _TURNS.search(question) else tuple(m.start() for m in elsewhere.malignancies.finditer(question))
    is_treated = not calculates and any(_TRIED_FOR.search(question[:place]) for place in (*foreign, *others))
    if is_treated or any(is_dose_of(question, place) for place in foreign):
        return True
    everyday = elsewhere.everyday.search(asking_of(question) or question) is not None
    named = [
        not any(pattern.search(question[: match.start()]) for pattern in (_LIKENED_TO, _LIKENED_TO_OURS))
        for match in DRUG.finditer(question)
    ]
    if named:
        is_likened = not any(named) and bool(foreign) and not calculates and _SHARED_LINE not in text.asked.concepts
        return is_likened or (everyday and text.asked.concepts <= _OF_BLINATUMOMAB_ALONE)
    if _is_of_other_therapy(text, elsewhere, vocabulary, calculates=calculates):
        return True
    return (everyday and not calculates) or _is_of_a_foreign_name(text, foreign, elsewhere, calculates=calculates)


def _is_of_a_foreign_name(text: Text, found: tuple[int, ...], elsewhere: Elsewhere, *, calculates: bool) -> bool:
    begins = not calculates and _begins_while_infected(text)
    is_beside = begins or (not calculates and not text.asked.concepts.isdisjoint({*_RISKS_OF_THE_PAST, _SHARED_LINE}))
    places = tuple(
        place
        for place in found
        if not _is_graded(text.question, place)
        and not any(pattern.search(text.question[:place]) for pattern in (_LIKENED_TO, _PRIMED_WITH))
        and not is_allergy(text.question, place)
    )
    # "Paused for a hip repair. New cycle?": what it is for is told beside.
    is_beside = is_beside or (not calculates and _was_needed_for_a_toxicity(text, places))
    is_beside = is_beside or _CYCLE_AFTER_A_HOLD in text.asked.concepts
    is_beside = is_beside and not any(_IS_ALL_THAT_IS_ASKED.match(text.question, place) for place in places)
    if not places or (is_beside and (0 not in places or begins)):
        return False
    if not calculates:
        return not all(_is_of_the_past(text.question, place) for place in places)
    return _one_is_meant(text, places, elsewhere)


def _was_needed_for_a_toxicity(text: Text, places: tuple[int, ...]) -> bool:
    """Tell whether every other drug is told as what a toxicity needed, after which the infusion is to go on or not."""
    told = [_NEEDED.search(text.question[max(0, place - NEAR) : place]) is not None for place in places]
    return bool(text.toxicities) and not text.asked.concepts.isdisjoint({"restart", "discontinue"}) and all(told)


def _begins_while_infected(text: Text) -> bool:
    """Tell whether a question is on starting in an infection, of which the documents warn."""
    return "infection" in text.asked.concepts and _BEGINS.search(text.question) is not None


def _is_of_the_past(question: str, place: int) -> bool:
    """Tell whether a disease is told as one that a patient had: the documents may warn of it."""
    before, after = question[max(0, place - NEAR) : place], question[place:]
    return HISTORY.search(before) is not None or (_LONG_AGO.search(after) or _HAD.search(before)) is not None


def _one_is_meant(text: Text, places: tuple[int, ...], elsewhere: Elsewhere) -> bool:
    """Tell whether one of several foreign names may be what is asked for."""
    question = text.question
    places = tuple(place for place in places if not is_told_in_passing(text, place, elsewhere))
    if any(toxicity.name == _WITHOUT_GRADES for toxicity in text.toxicities):
        places = tuple(place for place in places if not was_given_for_it(question, place))
    of_a_row = any(t.name in NAMED_ROWS for t in text.toxicities) and bool(_TOLD_OF_A_CASE & text.reading.stated.keys())
    if of_a_row or any(item.name == "grade" for toxicity in text.toxicities for item in toxicity.inputs):
        # What to do about a toxicity is asked; another name is that of its cause, or told beside it.
        return any(is_asked_for(question, p) or _CAUSE.search(question[max(0, p - NEAR) : p]) for p in places)
    return any(_may_be_meant(question, place) for place in places)


def _is_graded(question: str, place: int) -> bool:
    before = question[max(0, place - NEAR) : place]
    return _GRADE_BEFORE.search(before) is not None or _GRADE_BEHIND.match(question, place) is not None


def _is_of_other_therapy(text: Text, elsewhere: Elsewhere, vocabulary: Vocabulary, *, calculates: bool) -> bool:
    """Tell whether what is done on or after another T-cell therapy, or a dose or amount of another drug, is asked for."""
    question = text.question
    therapy = elsewhere.t_cell_therapies.search(question)
    if therapy and calculates and not _is_of_before(question, therapy.start()):
        return _LATER.search(question[: therapy.start()]) is None
    is_of_it = therapy and (_AFTER.search(question[: therapy.start()]) or _ITS_TOXICITY.match(question, therapy.end()))
    is_amount = therapy and _AMOUNT.search(question) and not _is_of_before(question, therapy.start())
    if (is_of_it and text.toxicities) or (not is_of_it and is_amount):
        return True
    doses = places_of(question, terms_of(vocabulary, WITHOUT_DOSE & text.asked.concepts))
    if any(is_dose_of(question, place) for place in doses) or _is_of_its_property(text, vocabulary):
        return True
    amounts = places_of(question, terms_of(vocabulary, _WITHOUT_AMOUNT & text.asked.concepts))
    if text.asked.concepts & _DOSED_TO_A_LEVEL and _LEVEL.search(question):
        return True
    others = places_of(question, terms_of(vocabulary, _OTHER_DRUGS & text.asked.concepts))
    if any(_PROPERTY_OF.search(question[max(0, place - NEAR) : place]) for place in others):
        return True
    is_most = any(_MOST_OF.search(question[max(0, place - NEAR) : place]) for place in amounts)
    return is_most or _TREATS.search(question) is not None


def _is_of_its_property(text: Text, vocabulary: Vocabulary) -> bool:
    """Tell whether a turn opens with another drug of the vocabulary and asks for its storage, its side effects and the like."""
    names = terms_of(vocabulary, WITHOUT_DOSE & text.asked.concepts)
    heads = {name.split()[0] for name in names}
    opened = _OPENS_WITH.match(text.question)
    return opened is not None and opened["drug"].lower() in heads and bool(text.asked.concepts & _PROPERTIES)


def _is_of_before(question: str, place: int) -> bool:
    """Tell whether a treatment is told as one that the patient has had: "had CAR-T 2021", "relapsed after Tecartus"."""
    before = question[max(0, place - NEAR) : place]
    return HISTORY.search(before) is not None or _HAS_HAD.search(before) is not None

"""What a turn asks for by itself: a calculation with what is known of the patient, what a hold's length means, or a look-up."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.calculators import CATALOGUE
from assistant.conversation import following
from assistant.conversation.calculated_elsewhere import WITHOUT_DOSE
from assistant.conversation.children import names_a_child
from assistant.conversation.declining import is_emergency
from assistant.conversation.dose_steps import step_at
from assistant.conversation.looking_up import DOSE_ALONE, look_up
from assistant.conversation.memory import BODY, Conversation, carried
from assistant.conversation.of_relatives import tells_weight_of_relative
from assistant.conversation.outside import is_child, outside
from assistant.conversation.parts import DRUGS_OF_THE_TABLE, second_part
from assistant.conversation.requests import Calculate, Decline, HoldLength, LookUp, Request, Wanted
from assistant.conversation.rows_before import is_in_force
from assistant.conversation.said import is_incomplete, is_same_kind
from assistant.conversation.signals import Text, asks_dose, is_about_things, is_terse
from assistant.conversation.stated import Stated
from assistant.conversation.toxicities import lone_grade
from assistant.conversation.ward import Ward
from assistant.knowledge.aspects import names_band
from assistant.knowledge.rule_sets import Rules

_CYCLE_GOES_ON = re.compile(
    r"\bcycles?\b|\b(?:resum\w*|carry(?:ing)? on|pick(?:ing)? up|go(?:ing)? on|start(?:ing)? (?:over|again|anew|from)|restart\w*|continu\w*)\b",
    re.IGNORECASE,
)
_METHOD = re.compile(
    r"\b(?:flat|fixed|bsa|body surface|per (?:m2|square|kg)|weight[- ]based|(?:adult|paediatric|pediatric) dos\w*|which dosing|how (?:is|are) (?:the|her|his) dose|band)\b|m2|m²",
    re.IGNORECASE,
)
_OF_A_DRUG = re.compile(
    r"^\W*(?:(?:and|so|but|is|any)\W+)*(?:toci\w*|actemra|anakinra|kineret|dex\w*|steroids?) (?:for|in|with)\b|\b(?:how much|dose of|what dose of|cover|taper|premed\w*|can (?:i|we|she|he) (?:give|have|get|use)|should (?:i|we) (?:give|use)|give|use|need|role of|is) (?:\w+ ){0,3}(?:toci\w*|anakinra|dex\w*|steroids?|premed\w*|cover)\b"
    r"|\b(?:steroids?|dex\w*|toci\w*|anakinra)\b(?: \w+){0,3} (?:cover|taper|dose|first|before|ok|allowed|recommended)\b",
    re.IGNORECASE,
)
_LASTED = frozenset({"hours_interrupted", "days_to_resolve"})
_CLASS_OF_LIVER = re.compile(r"\bchild(?:['’]?s)?[ -](?:pugh|class|[abc])\b", re.IGNORECASE)
_MANY = re.compile(r"\b(?:they|them|their)\b", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:monograph|summary|documents?|polic(?:y|ies)|protocols?|guidelines?|guidance|sop|procedure|leaflet|handbook|textbook|order ?set|label|poster|flow ?chart|cheat ?sheet|pocket (?:card|guide))\b[^.?!]{0,30}\b(?:says?|said|states?|reads?|tells?|gives?|has|wants?|requires?|agrees?|supports?|allows?|lists?)\b"
    r"|\b(?:says?|said|states?|agree[sd]?|according) (?:in |to |with |by )?(?:the |our |your )?(?:monograph|summary|documents?|policy|protocol|guidelines?)\b",
    re.IGNORECASE,
)
_INTERACTING = frozenset({"narrow_index_drugs", "blinatumomab"})
_ALONE = re.compile(r"\b(?:alone|on its own|by itself)\b", re.IGNORECASE)
_WHAT_NOW = re.compile(
    r"\bwhat (?:now|next|do (?:i|we) do|should (?:i|we) do)\b|\b(?:hold|stop|restart|continue) (?:it|the infusion|blin\w*)?\s?\?",
    re.IGNORECASE,
)
_ACTS = frozenset({"hold", "restart", "discontinue", "blinatumomab", "continuous_infusion"})
_OF_A_HOLD = _ACTS | {"cycle", "same_or_new_cycle", "interval"}
_HOLDS_IT = re.compile(
    r"\W{0,3}(?:so |ok |and )?(?:should|do|can|shall|must) (?:i|we) (?:now |just )?(?:hold|stop|pause|restart|resume|continue|discontinue|carry on)(?: with)?"
    r"(?: (?:it|blin\w*|the (?:infusion|drug|bag|pump)|treatment))?(?: now| today| or not| tonight)?\W{0,3}",
    re.IGNORECASE,
)
_OF_THE_MOMENT = ("cycle", "day")
_A_WEIGHT = re.compile(r"\d ?(?:kgs?|kilos?)\b", re.IGNORECASE)
_AN_ADULT = re.compile(r"\b(?:adults?|grown|wom[ae]n|m[ae]n|lady|gentleman)\b", re.IGNORECASE)
_OF_A_BAG = frozenset({"bag_7_day", "bag_material", "filter"})
_ABOUT_DOSING = frozenset(
    {"dose", "blinatumomab", "cycle", "monograph", "summary", "bsa_dosing", "children", "adult", "b_all"}
)
_BODY_STATED = frozenset({"weight_kg", "height_cm", "bsa_m2", "age_years"})
# "Bilirubin on the same sample is 2 x ULN, still a hold?": beside what was told before.
_SAME_SAMPLE = re.compile(
    r"\bsame (?:samples?|bloods?|draw|set|panel|tube|labs?|results?|report|lfts?)\b|\b(?:change[sd]?|alter\w*|make any|makes? a) (?:anything|any|things|it|difference)|\bany different\b|\b(?:as well|either|too|also)\b|\bstill (?:a |on )?(?:hold|held|stop\w*|off|paus\w*)\b",
    re.IGNORECASE,
)
_LABORATORY = frozenset(
    given.name for d in (CATALOGUE["liver"], CATALOGUE["prephase"]) for given in d.inputs if given.kind == "number"
) - {"weight_kg", "age_years"}


def of_its_own(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Request:
    """Return what a turn asks for by itself."""
    declined = outside(text, own, conversation, ward) or _dose_of_another_drug(text, conversation)
    if declined is not None:
        return declined
    held = _hold_length(text, own, ward.rules)
    if held is not None:
        return held
    of_a_child = is_child(text.reading.stated.get("age_years"), ward.rules)
    begun = None if own else _begun(text, conversation, of_a_child=of_a_child)
    if begun is not None:
        return Calculate(text.question, text.asked, (begun,), patient=True)
    own = () if _is_dose_of_an_interacting_drug(text, own, ward) else own
    if own and (of_a_child or not _asks_for_the_method(text, own)) and not _asks_for_its_drug(text, own, ward):
        return _calculation(text, own, conversation, ward)
    if _is_for_a_child(text, ward):
        return Decline("child", text.question)
    return look_up(text, conversation, ward)


def _dose_of_another_drug(text: Text, conversation: Conversation) -> Decline | None:
    """Decline a turn that asks for nothing but the dose, after a look-up on a drug whose dose the documents do not give."""
    last = conversation.last
    is_of_it = isinstance(last, LookUp) and bool(last.asked.concepts & WITHOUT_DOSE)
    return Decline("elsewhere", text.question) if is_of_it and DOSE_ALONE.match(text.question) else None


def _is_dose_of_an_interacting_drug(text: Text, own: tuple[Wanted, ...], ward: Ward) -> bool:
    """Tell whether "the dose" is that of a drug whose level this one may change ("takes warfarin, leave the dose alone?")."""
    is_dose = bool(own) and all(item.calculator == "dose" and is_incomplete(item, ward.rules) for item in own)
    is_told = "weight_kg" in text.reading.stated.keys() | text.reading.unclear.keys()
    is_told = is_told or "cycle" not in text.reading.stated
    return is_dose and not is_told and text.asked.concepts & _INTERACTING == {"narrow_index_drugs"}


def _is_for_a_child(text: Text, ward: Ward) -> bool:
    """Tell whether a dose is asked for somebody of a certain weight, told to be a child."""
    doses = asks_dose(text.question) is not None and not _OF_A_BAG & text.asked.concepts
    is_told = _A_WEIGHT.search(text.question) is not None and not names_band(text.question)
    is_told = is_told and _AN_ADULT.search(text.question) is None
    return doses and is_told and names_a_child(text, ward.vocabulary)


def _begun(text: Text, conversation: Conversation, *, of_a_child: bool) -> Wanted | None:
    """Return the calculation of a turn that tells too little of it: the rest is asked for."""
    if _is_grade_alone(text):
        return Wanted("modification", dict(_grade_of(text)))
    if (_is_on_dosing(conversation) or of_a_child) and _tells_only_a_body(text):
        return Wanted(
            "dose",
            {name: item for name, item in text.reading.stated.items() if name in _BODY_STATED},
            tuple(text.reading.unclear.values()),
        )
    return Wanted("modification", {}) if conversation.last is None and _asks_to_hold_what(text) else None


def _is_on_dosing(conversation: Conversation) -> bool:
    """Tell whether nothing was asked before, or the dose of the drug in general: mere facts of a patient then begin a dose."""
    last = conversation.last
    if last is None:
        return True
    is_dose = "dose" in last.asked.concepts or asks_dose(last.look_up.question) is not None
    return isinstance(last, LookUp) and is_dose and not last.asked.concepts - _ABOUT_DOSING


def _is_grade_alone(text: Text) -> bool:
    """Tell whether a turn asks what to do at a grade and names no toxicity."""
    if not _grade_of(text) or text.toxicities:
        return False
    is_told = is_terse(text.question) and not following.is_question(text.question)
    return is_told or _WHAT_NOW.search(text.question) is not None


def _tells_only_a_body(text: Text) -> bool:
    """Tell whether a first turn tells a weight, and nothing but measures beside it: for what day is asked back."""
    stated = text.reading.stated.keys()
    is_told = is_terse(text.question) and not following.is_question(text.question)
    told = stated | text.reading.unclear.keys()
    return is_told and "weight_kg" in told and told <= _BODY_STATED and not text.asked.concepts


def _asks_to_hold_what(text: Text) -> bool:
    """Tell whether a first turn asks whether to hold, stop or go on, and for nothing else: for which toxicity is not said."""
    return text.asked.concepts <= _ACTS and not text.reading.stated and _HOLDS_IT.fullmatch(text.question) is not None


def _grade_of(text: Text) -> tuple[tuple[str, Stated], ...]:
    grade = lone_grade(text.question)
    return () if grade is None else (("grade", grade),)


def _hold_length(text: Text, own: tuple[Wanted, ...], rules: Rules) -> HoldLength | None:
    """Return a question for what a hold's length means, where it asks for no toxicity's row."""
    days_held = text.reading.stated.get("days_held")
    is_other = "dexamethasone" in text.asked.concepts or (days_held and _is_an_interruption(days_held, text))
    if days_held is None or is_other or not all(is_incomplete(item, rules) for item in own):
        return None
    about = text.asked.concepts - {"bag_7_day"}  # 168 hours are a bag's, or a hold's
    of_a_hold = _OF_A_HOLD | text.asked.toxicities
    is_told = not following.is_question(text.question) and about <= of_a_hold and not _is_graded(text)
    asks = is_told or _CYCLE_GOES_ON.search(text.question) is not None
    return HoldLength(days_held, LookUp(text.question, text.asked)) if asks else None


def _is_graded(text: Text) -> bool:
    return any(len(toxicity.inputs) > 1 or toxicity.unclear for toxicity in text.toxicities)


def _is_an_interruption(days_held: Stated, text: Text) -> bool:
    """Tell whether hours without infusion are told, and the cycle is not asked about: that is no hold."""
    is_hours = isinstance(days_held.value, Decimal) and days_held.value < 1
    return is_hours and "cycle" not in text.question.lower()


def _asks_for_the_method(text: Text, own: tuple[Wanted, ...]) -> bool:
    """Tell whether a question on dosing asks how a dose is found, not for the dose of a day."""
    untimed = not {"cycle", "day"} & (text.reading.stated.keys() | text.reading.unclear.keys())
    is_dose = [item.calculator for item in own] == ["dose"]
    return is_dose and untimed and _METHOD.search(text.question) is not None


def _asks_for_its_drug(text: Text, own: tuple[Wanted, ...], ward: Ward) -> bool:
    """Tell whether a question names a toxicity only to ask for a drug that its row speaks of, and for nothing besides."""
    # How long it took decides whether it restarts, and its row then says with which premedication.
    is_row = all(item.calculator == "modification" and not _LASTED & item.inputs.keys() for item in own)
    asks = is_row and bool(text.asked.concepts & DRUGS_OF_THE_TABLE) and _OF_A_DRUG.search(text.question) is not None
    return asks and second_part(text.question, own, ward.vocabulary) is None


def _calculation(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Request:
    is_of_the_bag = "bag_7_day" in text.asked.concepts and all(item.calculator == "infusion" for item in own)
    of_a_child = names_a_child(text, ward.vocabulary) and not is_of_the_bag
    if of_a_child and text.patient and "age_years" not in text.reading.stated:
        return Decline("child", text.question)
    untimed = not {"cycle", "day", "on_date"} & text.reading.stated.keys()
    is_dose = all(item.calculator == "dose" and is_incomplete(item, ward.rules) for item in own)
    if is_dose and untimed and conversation.calculation and is_in_force(conversation, ward.rules):
        # While a toxicity stops the infusion, the dose of the day is what its row says.
        return replace(conversation.calculation, emphasis="restated")
    follows = following.is_follow_up(text.question) or following.is_correction(text.question)
    goes_with = following.is_short(text.question) or _SAME_SAMPLE.search(text.question) is not None
    leans = follows or (is_same_kind(own, conversation.calculation) and goes_with)
    # "Bag says 96 hours, what do I set?" after this patient's dose: the weight is known.
    is_bag = all(item.calculator == "infusion" and "weight_kg" not in item.inputs for item in own)
    leans = leans or (is_bag and isinstance(conversation.last, Calculate) and conversation.last.patient)
    # "ALT 4 x ULN alone": the values told before are not meant.
    leans = leans and _ALONE.search(text.question) is None
    filled = tuple(_filled(item, conversation, ward, follows=follows, leans=leans) for item in own)
    # An emergency is not kept waiting for an answer to a question: it gets the rule.
    # Nor is a whole weight band ("anyone over 45 kg") asked for its weight.
    names_a_band = bool(text.asked.bands) and not tells_weight_of_relative(text.question)
    is_band = names_a_band and own[0].calculator != "bsa" and not _BODY_STATED & text.reading.stated.keys()
    # In a first turn "they" go back to nobody: the question is one for the rule.
    goes_on = follows and (conversation.last is not None or not _goes_back_to_nobody(text))
    is_case = text.patient or goes_on or _lacks_its_subject(own) or _is_at_a_time(own) or _is_on_a_day(text, own)
    patient = is_case and not is_emergency(text.question) and not is_band
    besides = second_part(text.question, own, ward.vocabulary)
    if besides is not None:
        besides = replace(besides, before=LookUp(text.question, text.asked))
    return Calculate(text.question, text.asked, filled, patient, besides)


def _goes_back_to_nobody(text: Text) -> bool:
    """Tell whether "they", or the "that" of what a document or a policy says, stands for no patient in a first turn."""
    return _MANY.search(text.question) is not None or (not text.patient and _SAYS.search(text.question) is not None)


def _is_at_a_time(own: tuple[Wanted, ...]) -> bool:
    """Tell whether a course that starts on a date is asked for: it is somebody's."""
    return any(item.calculator == "schedule" and "start_date" in _spoken_of(item) for item in own)


def _is_on_a_day(text: Text, own: tuple[Wanted, ...]) -> bool:
    """Tell whether a toxicity is told of a cycle and a day ("tremor on C2D4"): it is somebody's."""
    is_timed = text.reading.stated.keys() >= set(_OF_THE_MOMENT)
    is_row = any(item.calculator == "modification" for item in own)
    return is_timed and is_row and not is_about_things(text)


def _spoken_of(item: Wanted) -> set[str]:
    return {*item.inputs, *(doubt.name for doubt in item.unclear)}


def _lacks_its_subject(own: tuple[Wanted, ...]) -> bool:
    """Tell whether a row is asked for and its toxicity is not named, or a second one has no values: no general rule answers that."""
    has_no_values = len(own) > 1 and any(item.calculator == "liver" and not item.inputs for item in own)
    return has_no_values or any(item.calculator == "modification" and "toxicity" not in item.inputs for item in own)


def _not_covered(conversation: Conversation, ward: Ward) -> tuple[str, ...]:
    """Return what is known of the patient that the rules do not cover: no question of its own is answered past it."""
    age = conversation.facts.get("age_years")
    of_a_child = ("age_years",) if age is not None and is_child(age.stated, ward.rules) else ()
    is_other = conversation.value("indication") not in (None, "relapsed_refractory")
    return (*of_a_child, *(("indication",) if is_other else ()))


def _filled(item: Wanted, conversation: Conversation, ward: Ward, *, follows: bool, leans: bool) -> Wanted:
    """Add what is known of the patient, marked as carried. A turn that is complete by itself and does not go on carries nothing."""
    names = [given.name for given in CATALOGUE[item.calculator].inputs]
    if "weight_kg" in names and item.calculator == "infusion":
        # A rate holds from a weight on: what is known of the weight must not be left out.
        lasting = {*BODY, *(("bag_hours",) if follows else ())}
    elif follows or is_incomplete(item, ward.rules):
        lasting = {*BODY, "start_date", *(_OF_THE_MOMENT if leans else ()), *(_LABORATORY if leans else ())}
    else:
        # A further laboratory value of the same patient stands beside those told before.
        lasting = {*(_LABORATORY if leans else ()), *_not_covered(conversation, ward)}
    unclear = {doubt.name for doubt in item.unclear}
    if "day" in item.inputs and item.calculator == "dose":
        lasting.add("cycle")
    known = carried(conversation, [n for n in names if n in lasting and n not in unclear])
    if "weight_kg" in item.inputs:
        known.pop("bsa_m2", None)
    if "dose_step" in names and "dose_step" not in item.inputs and follows:
        when = carried(conversation, _OF_THE_MOMENT)
        step = step_at(when.get("cycle"), when.get("day"), ward.rules)
        known |= {} if step is None else {"dose_step": replace(step, carried=True)}
    return replace(item, inputs={**known, **item.inputs})

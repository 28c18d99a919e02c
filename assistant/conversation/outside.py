"""What is declined: what is never answered, whatever was said before, and what lies outside the regimen."""

import re
from decimal import Decimal

from assistant.conversation import following
from assistant.conversation.declining import (
    asks_about_itself,
    asks_for_a_text,
    asks_unsafe,
    is_lay,
    is_of_the_same_lay,
    is_other_language,
)
from assistant.conversation.memory import Conversation
from assistant.conversation.other_drugs import is_elsewhere
from assistant.conversation.requests import Decline, Wanted
from assistant.conversation.signals import Text
from assistant.conversation.stated import Stated
from assistant.conversation.ward import Ward
from assistant.knowledge.rule_sets import DoseRules, Rules

_WHO_PAYS = re.compile(
    r"\b(?:cover\w*|fund\w*|reimburs\w*|pays?|insur\w*|minutes|(?:nursing|pharmacy|dispensary|staff) (?:time|hours))\b",
    re.IGNORECASE,
)
_ACTS = re.compile(
    r"\b(?:dos(?:e|ing|age)|restart\w*|(?<!resp )(?<!respiratory )(?<!breathing )(?<!heart )(?<!pulse )rate|how much|give|start|resume|adults?|do the (?:sums?|maths?)|work (?:it|that|this) out|calculat\w*|per m2|per m²)\b",
    re.IGNORECASE,
)


_OF_THE_BODY = frozenset({"weight_kg", "height_cm", "bsa_m2"})


def declined(question: str, ward: Ward) -> Decline | None:
    """Decline what is never answered: another language, a lay person's own case, an unsafe aim."""
    if is_other_language(question, ward.elsewhere.other_languages, ward.elsewhere.english):
        return Decline("language")
    if is_lay(question):
        return Decline("lay")
    if asks_about_itself(question):
        return Decline("elsewhere")
    if asks_unsafe(question):
        return Decline("unsafe")
    return Decline("elsewhere", question) if asks_for_a_text(question) else None


def goes_on_as_lay(question: str, conversation: Conversation) -> Decline | None:
    """Decline a turn that goes on about a lay person's own case ("can he just stop the pump?"), until a professional speaks."""
    return Decline("lay") if conversation.lay and is_of_the_same_lay(question) else None


def outside(text: Text, own: tuple[Wanted, ...], conversation: Conversation, ward: Ward) -> Decline | None:
    """Decline what lies outside: a child's dose, another drug or disease, a price."""
    told = is_child(text.reading.stated.get("age_years"), ward.rules)
    of_a_child = (told and not own) or _known_child(text, conversation, ward.rules)
    if of_a_child and (_ACTS.search(text.question) or _tells_a_case(text)):
        return Decline("child", text.question)
    if is_elsewhere(text, ward.elsewhere, ward.vocabulary, calculates=bool(own)):
        return Decline("elsewhere", text.question)
    asks_price = "price" in text.asked.concepts and "funding" not in text.asked.concepts
    if not own and asks_price and not _WHO_PAYS.search(text.question):
        return Decline("unstated", text.question)
    return None


def _tells_a_case(text: Text) -> bool:
    """Tell whether the body and a day of the course are told: what is due then is asked for, in whatever words."""
    return bool(_OF_THE_BODY & text.reading.stated.keys()) and bool({"cycle", "day"} & text.reading.stated.keys())


def is_child(age: Stated | None, rules: Rules) -> bool:
    """Tell whether an age lies below that of adults."""
    if age is None or not isinstance(age.value, Decimal) or not isinstance(rules.dose, DoseRules):
        return False
    return not rules.dose.scope.adult_age.holds(age.value)


def _known_child(text: Text, conversation: Conversation, rules: Rules) -> bool:
    """Tell whether a turn goes on about a patient whose age was told to lie below that of adults."""
    age = conversation.facts.get("age_years")
    told_anew = "age_years" in text.reading.stated
    goes_on = following.is_follow_up(text.question) or bool(_OF_THE_BODY & text.reading.stated.keys())
    return age is not None and not told_anew and goes_on and is_child(age.stated, rules)

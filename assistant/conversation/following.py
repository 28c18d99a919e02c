"""How a turn stands to the conversation before it: a new patient, a correction, a follow-up, a doubt, or on its own."""

import re
from decimal import Decimal

from assistant.conversation.memory import Conversation
from assistant.conversation.persons import is_of_another_label
from assistant.conversation.stated import Reading, Stated

_PERSON = r"(?:pt|pts|patient|lady|gentleman|man|woman|guy|girl|person|case|admission|referral)"
_NEW_PATIENT = re.compile(
    rf"\b(?:next|new|another|other|different|second|2nd|old|former|wrong) {_PERSON}\b(?! ?(?:criteria|chart))|\bsomeone else\b|\bnext one\b|^\W*(?:(?:ok(?:ay)?|right|now|and|thanks|thx)\W+)*(?:a )?(?:new|another) one\s?[,:;.–-]|\b(?:his|her|their|your)? ?own (?:pt|patient)s?\b|\bdifferent (?:one|person)\b"
    rf"|\b(?:done|finished|finish(?:ing)?) with (?:her|him|them|that one|this one|(?:this|that) {_PERSON}|bed \d+)\b|\bthat(?:['’]s| is) (?:all|it|everything) for (?:her|him|them|that one|(?:this|that) {_PERSON})\b|^\W*(?:(?:ok(?:ay)?|right|now|and|thanks|thx|done)\W+)*next\s?[:–-]|\bnext up\b|[.!]\s+next\s?[:–-]"
    rf"|\b(?:looking at|i(?:['’]ve got| have| got| also have)|we(?:['’]ve got| have)|here(?:['’]s| is)|there(?:['’]s| is)|now for|over to|this is) (?:now )?(?:an? |another )(?:\w+ ){{0,2}}?(?:{_PERSON}|fella|chap|bloke|boy|male|female|\d{{1,3}}[- ]?(?:year|yr|yo|y/o)s?(?:[- ]?olds?)?)\b|\b(?:his|her|their) (?:neighbou?r|room ?mate|bed ?mate)\b"
    rf"|\bback to (?:the |my |our )?(?:first|previous|other|earlier|last|one)\b(?: (?:one|{_PERSON}))?|\b(?:previous|first|earlier) {_PERSON}\b",
    re.IGNORECASE,
)
_ONLY_NEW_PATIENT = re.compile(
    r"\W*(?:ok(?:ay)?|right|now|thanks?|please|start|clear|reset|this is|it'?s|i have|for|a|an|the|my|next|new|another|other|different|"
    r"patient|pt|conversation|case|\W)+\W*",
    re.IGNORECASE,
)
_FORGET = re.compile(
    r"^\W*(?:please |ok(?:ay)?,? |actually,? |no,? )*(?:forget|clear|remove|drop|scrap|delete|start (?:over|again|afresh)|reset)\b",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\s*\*\s?\d|^\W*(?:sorry|oops|no\b|nope|actually|correction|i mean|i meant|wait|hang on|hold on|scratch that|my mistake|typo|make (?:it|that)|should (?:be|read))"
    r"|\b(?:i meant|i mean|meant|correction|typo|miscounted|misread|mistyped|wrong|actually|sorry|should (?:be|read|say)|not \d+(?:[.,]\d+)?\b)",
    re.IGNORECASE,
)
_STARRED = re.compile(r"^\s*\*\s?\d[\d.,]*\s?[a-z]{0,4}\W*$|^\s*\d[\d.,]*\s?\*\W*$", re.IGNORECASE)
_OWN_SLIP = re.compile(
    r"\b(?:sorry|oops|meant|mean|typo|miscounted|misread|mistyped|my mistake|wrong chart|not \d)", re.IGNORECASE
)
_FOLLOW_UP = re.compile(
    r"^\W*(?:and|ok(?:ay)?|so|but|then|what about|how about|what if|if|same|also|or|now|suppose|in that case|next day|next cycle|the same)\b"
    r"|\b(?:same (?:patient|pt|one|again|for|dose|thing|question)|what about|how about|what if|instead|then\W*$|again\W*$)",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:she|he|her|him|his|hers|they|them|their|it|that|this (?:patient|pt)|the (?:patient|pt)|my pt|pt)(?:'s)?\b",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"\b(?:gone|resolved|recovered|settled|no longer|went away|better now|cleared|over|stopped|no more|disappeared|ruled out|after all)\b",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"\W*(?:ok(?:ay)?|great|perfect|good|fine|cheers|thanks?|thank you|ta|thx|got it|noted|understood|super|brilliant|lovely|right|cool|very|much|so|a lot|that(?:'s| is)?|helpful|all|good|for|now|then|bye|\W)+\W*",
    re.IGNORECASE,
)
_FEMALE = re.compile(
    r"\b(?:she|her|hers|female|woman|lady|girl|mrs|ms)\b|(?<![\w.])\d{2,3}\s?(?:y/?o\s?)?f\b", re.IGNORECASE
)
_MALE = re.compile(
    r"\b(?:he|him|his|male|man|gentleman|guy|boy|mr)\b|(?<![\w.])\d{2,3}\s?(?:y/?o\s?)?m\b(?!\s?[²2])", re.IGNORECASE
)
_QUESTION = re.compile(
    r"\?\s*$|^\W*(?:and |so |but |ok(?:ay)? )*(?:whos?|what'?s?|whats|when|where|wheres|which|why|how|hows|is|are|does|do|did|can|could|should|would|will|must|may|has|have)\b",
    re.IGNORECASE,
)
_SUPPOSES = re.compile(
    r"\b(?:if|suppos\w*|imagine|hypothetical\w*|let'?s say|would (?:that|it|this) (?:change|be|differ)|had (?:been|she|he|it))\b",
    re.IGNORECASE,
)
_COUNTS = {
    "twice": 2,
    "two": 2,
    "second": 2,
    "2nd": 2,
    "three": 3,
    "third": 3,
    "3rd": 3,
    "thrice": 3,
    "once": 1,
    "several": 2,
    "multiple": 2,
}
_COUNT = re.compile(
    r"\b(?:twice|thrice|once|second|2nd|third|3rd|several|multiple|another|again|one more|two|three)\b(?! (?:look|opinion|time (?:lucky)?|thought|days?|hours?|weeks?|doses?))",
    re.IGNORECASE,
)
_SHORT_WORDS = 7
_VIGNETTE_FACTS = 2
_SAME_BODY = ("weight_kg", "height_cm", "bsa_m2")
_OF_A_VIGNETTE = ("weight_kg", "age_years", "height_cm", "bsa_m2", "cycle", "start_date")
# What a turn may ask to forget, by the words for it.
_FORGOTTEN_BY_WORD = {
    "weight": "weight_kg",
    "height": "height_cm",
    "bsa": "bsa_m2",
    "surface": "bsa_m2",
    "age": "age_years",
    "cycle": "cycle",
    "day": "day",
    "grade": "grade",
    "toxicity": "toxicity",
    "seizure": "seizures",
    "date": "start_date",
    "step": "dose_step",
    "indication": "indication",
    "mrd": "indication",
}


def begins_new_patient(question: str, reading: Reading, conversation: Conversation) -> bool:
    """Tell whether a turn speaks of another patient: it says so, age or sex are others, or it is a whole new case."""
    if _NEW_PATIENT.search(question):
        return True
    if not conversation.facts:
        return False
    if is_of_another_label(question, conversation):
        return True
    if is_correction(question):
        return False
    if _is_another_person(question, reading, conversation):
        return True
    if is_follow_up(question):
        return False
    if "age_years" in reading.stated and _is_at_another_time(reading, conversation):
        return True
    other_body = any(
        name in reading.stated and conversation.value(name) not in (None, reading.stated[name].value)
        for name in _SAME_BODY
    )
    return other_body and sum(name in reading.stated for name in _OF_A_VIGNETTE) >= _VIGNETTE_FACTS


def _is_another_person(question: str, reading: Reading, conversation: Conversation) -> bool:
    """Tell whether the age or the sex of a turn are others than are known."""
    age, sex = reading.stated.get("age_years"), sex_of(question)
    other_age = age is not None and conversation.value("age_years") not in (None, age.value)
    return other_age or (sex is not None and conversation.value("sex") not in (None, sex))


def _is_at_another_time(reading: Reading, conversation: Conversation) -> bool:
    """Tell whether another cycle or day is told than is known: with an age that nobody had told, that is a case of its own."""
    return any(
        name in reading.stated and conversation.value(name) not in (None, reading.stated[name].value)
        for name in ("cycle", "day")
    )


def is_only_new_patient(question: str) -> bool:
    """Tell whether a turn says nothing but that another patient follows."""
    return _NEW_PATIENT.search(question) is not None and _ONLY_NEW_PATIENT.fullmatch(question) is not None


def to_forget(question: str) -> tuple[str, ...] | None:
    """Return the inputs that a turn asks to forget, () for everything, None where it asks nothing such."""
    if not _FORGET.match(question) or _QUESTION.search(question):
        return None
    words = question.lower()
    return tuple(name for word, name in _FORGOTTEN_BY_WORD.items() if re.search(rf"\b{word}", words))


def is_correction(question: str) -> bool:
    """Tell whether a turn corrects what was said before."""
    return _CORRECTION.search(question) is not None


def is_starred(question: str) -> bool:
    """Tell whether a turn puts a number right as one does in a chat: "*55"."""
    return _STARRED.match(question) is not None


def corrects_plainly(question: str) -> bool:
    """Tell whether a turn corrects a slip of the user's own, not an answer."""
    return _OWN_SLIP.search(question) is not None


def is_follow_up(question: str) -> bool:
    """Tell whether a turn goes on from what was asked before, by its first words or a pronoun."""
    return _FOLLOW_UP.search(question) is not None or _PRONOUN.search(question) is not None


def is_elliptic(question: str) -> bool:
    """Tell whether a turn only changes something of what was asked before."""
    return _FOLLOW_UP.search(question) is not None or is_correction(question) or is_short(question)


def is_short(question: str) -> bool:
    """Tell whether a turn has so few words that it may lean on the one before."""
    return len(question.split()) <= _SHORT_WORDS


def supposes(question: str) -> bool:
    """Tell whether a turn only asks what would be then."""
    return _SUPPOSES.search(question) is not None


def is_question(question: str) -> bool:
    """Tell whether a turn asks something, by its first word or its mark."""
    return _QUESTION.search(question) is not None


def is_thanks(question: str) -> bool:
    """Tell whether a turn only thanks."""
    return _THANKS.fullmatch(question) is not None


def sex_of(question: str) -> str | None:
    """Return the sex of the person that a turn speaks of, None where it says none or both."""
    female, male = _FEMALE.search(question) is not None, _MALE.search(question) is not None
    return None if female == male else ("female" if female else "male")


def tells_it_is_gone(question: str) -> bool:
    """Tell whether a turn tells that something is over."""
    return _GONE.search(question) is not None


def further_count(question: str, before: Decimal | None) -> Stated | None:
    """Return a number of seizures that a turn tells without naming them, counted on from the number before."""
    match = _COUNT.search(question)
    if match is None:
        return None
    word = match[0].lower()
    if word in ("another", "again", "one more"):
        return Stated("seizures", (before or Decimal(1)) + 1, match[0])
    return Stated("seizures", Decimal(_COUNTS[word]), match[0])

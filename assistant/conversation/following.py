"""How a turn stands to the conversation before it: a new patient, a correction, a follow-up, a doubt, or on its own."""

import re

from assistant.conversation.memory import Conversation
from assistant.conversation.stated import Reading

_NEW_PATIENT = re.compile(
    r"\b(?:next|new|another|other|different|second|2nd) (?:pt|pts|patient|lady|gentleman|man|woman|guy|girl|person|case|admission|referral)\b"
    r"|\bsomeone else\b|\bdifferent (?:one|person)\b",
    re.IGNORECASE,
)
_ONLY_NEW_PATIENT = re.compile(
    r"\W*(?:ok(?:ay)?|right|now|thanks?|please|start|clear|reset|this is|it'?s|i have|for|a|an|the|my|next|new|another|other|different|"
    r"patient|pt|conversation|case|one|\W)+\W*",
    re.IGNORECASE,
)
_FORGET = re.compile(
    r"^\W*(?:please )?(?:forget|clear|remove|drop|scrap|ignore)\s(?:(?:about )?(?:that|it|this|everything|all(?: of (?:it|that))?)|the (?P<what>\w+(?: \w+)?))\W*$",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\W*(?:sorry|oops|no[,.\s]|nope|actually|correction|i mean|i meant|wait|scratch that|my mistake|typo|make (?:it|that)|should (?:be|read))"
    r"|\b(?:i meant|i mean|correction|typo|not \d+(?:[.,]\d+)?\b)",
    re.IGNORECASE,
)
_FOLLOW_UP = re.compile(
    r"^\W*(?:and|ok(?:ay)?|so|but|then|what about|how about|what if|if|same|also|or|now|suppose|in that case|next day|next cycle|the same)\b"
    r"|\b(?:same (?:patient|pt|one|again|for|dose|thing)|what about|how about|what if|instead)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(?:she|he|her|him|his|hers|they|them|their|it|that|this (?:patient|pt)|the (?:patient|pt)|pt)(?:'s)?\b",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"^\W*(?:but |and |ok(?:ay)? |so )?(?:why(?: (?:is|not|so|that|though|this))*(?: (?:that|this|it|so))?|how come|says who|source|sources|reference|quote|"
    r"where (?:does|do|did|is|are) (?:it|that|this|they|the (?:document|monograph|source))(?: \w+){0,4}|where(?:'s| is) that(?: \w+){0,4}|"
    r"where is (?:that|this|it) (?:written|from|stated|said)|which (?:page|section|document|source)(?: \w+){0,4}|show me(?: \w+){0,4}|"
    r"on what basis|according to (?:what|who|whom)|explain(?: (?:that|this|it|why))?|say (?:that|it) again|repeat(?: (?:that|it))?|what (?:does|do) (?:it|they) (?:actually )?say)\W*$",
    re.IGNORECASE,
)
_PUSHBACK = re.compile(
    r"\b(?:(?:are )?(?:you|u) (?:really |quite |absolutely )?(?:sure|certain|positive)|for real|really|i (?:\w+ )?(?:think|thought|believe|heard|read|remember|reckon|was told|am (?:pretty )?sure|disagree)|"
    r"(?:that|this|it)(?:'s| is| cannot be| can'?t be| can not be| does ?n'?t (?:look|sound|seem)| seems?| sounds?| looks?) (?:\w+ )?(?:right|wrong|true|correct|off|mistake)|isn'?t (?:it|that)|wasn'?t it|"
    r"(?:everyone|everybody|colleague|consultant|attending|boss|registrar|pharmacist|pharmacy|doctor|professor|senior|label|fda|google|textbook|uptodate) \w*\s?(?:says?|said|told|thinks?|wants?|uses?|does|insists?|swears?)|"
    r"we (?:always|usually|normally)|just (?:tell|give|say|do|answer)|you(?:'re| are) (?:wrong|mistaken)|no[,.]? it'?s|come on|trust me|double[- ]?check|check again|i insist|admit)\b",
    re.IGNORECASE,
)
_FEMALE = re.compile(
    r"\b(?:she|her|hers|female|woman|lady|girl|mrs|ms)\b|(?<![\w.])\d{2,3}\s?(?:y/?o\s?)?f\b", re.IGNORECASE
)
_MALE = re.compile(
    r"\b(?:he|him|his|male|man|gentleman|guy|boy|mr)\b|(?<![\w.])\d{2,3}\s?(?:y/?o\s?)?m\b(?!\s?[²2])", re.IGNORECASE
)
_SHORT_WORDS = 7
_VIGNETTE_FACTS = 2
_SAME_BODY = ("weight_kg", "height_cm", "bsa_m2")
_OF_A_VIGNETTE = ("weight_kg", "age_years", "height_cm", "bsa_m2", "cycle", "start_date")


def begins_new_patient(question: str, reading: Reading, conversation: Conversation) -> bool:
    """Tell whether a turn speaks of another patient: it says so, age or sex are others, or it is a whole new case."""
    if _NEW_PATIENT.search(question):
        return True
    if is_correction(question) or not conversation.facts:
        return False
    age, sex = reading.stated.get("age_years"), sex_of(question)
    if age is not None and conversation.value("age_years") not in (None, age.value):
        return True
    if sex is not None and conversation.value("sex") not in (None, sex):
        return True
    if is_follow_up(question):
        return False
    other_body = any(
        name in reading.stated and conversation.value(name) not in (None, reading.stated[name].value)
        for name in _SAME_BODY
    )
    return other_body and sum(name in reading.stated for name in _OF_A_VIGNETTE) >= _VIGNETTE_FACTS


def is_only_new_patient(question: str) -> bool:
    """Tell whether a turn says nothing but that another patient follows."""
    return _NEW_PATIENT.search(question) is not None and _ONLY_NEW_PATIENT.fullmatch(question) is not None


def to_forget(question: str) -> str | None:
    """Return what a turn asks to forget, in its words ("weight"; "" is everything), None where it asks nothing such."""
    match = _FORGET.match(question)
    return None if match is None else (match["what"] or "").lower()


def is_correction(question: str) -> bool:
    """Tell whether a turn corrects what was said before."""
    return _CORRECTION.search(question) is not None


def is_follow_up(question: str) -> bool:
    """Tell whether a turn goes on from what was asked before, by its first words or a pronoun."""
    return _FOLLOW_UP.search(question) is not None or _PRONOUN.search(question) is not None


def is_elliptic(question: str) -> bool:
    """Tell whether a turn only changes something of what was asked before."""
    return _FOLLOW_UP.search(question) is not None or is_correction(question) or is_short(question)


def is_short(question: str) -> bool:
    """Tell whether a turn has so few words that it may lean on the one before."""
    return len(question.split()) <= _SHORT_WORDS


def asks_again(question: str) -> bool:
    """Tell whether a turn asks for the same answer again: why, and where it is written."""
    return _AGAIN.match(question) is not None


def doubts(question: str) -> bool:
    """Tell whether a turn doubts the answer before."""
    return _PUSHBACK.search(question) is not None


def sex_of(question: str) -> str | None:
    """Return the sex of the person that a turn speaks of, None where it says none or both."""
    female, male = _FEMALE.search(question) is not None, _MALE.search(question) is not None
    return None if female == male else ("female" if female else "male")

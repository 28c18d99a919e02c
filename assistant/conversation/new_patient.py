"""Whether a turn speaks of another patient: nothing of the one before may stay."""

import re

from assistant.conversation import following
from assistant.conversation.memory import Conversation
from assistant.conversation.persons import is_of_another_label
from assistant.conversation.stated import Reading

_PERSON = r"(?:pt|pts|patient|lady|gentleman|man|woman|guy|girl|person|case|admission|referral)"
_NEW_PATIENT = re.compile(
    rf"\b(?:next|new|another|other|different|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|6th|final|old|former|wrong) {_PERSON}\b(?! ?(?:criteria|chart))|\banother (?:order|script|prescription)\b|\bsomeone else\b|^\W*(?:(?:ok(?:ay)?|right|now|and|thanks|so)\W+)*(?:the )?(?:next|other) bed\b|\bnext one\b|^\W*(?:(?:ok(?:ay)?|right|now|and|thanks|thx)\W+)*(?:a )?(?:new|another) one\s?[,:;.–-]|\b(?:his|her|their|your)? ?own (?:pt|patient)s?\b|\bdifferent (?:one|person)\b"
    rf"|\b(?:done|finished|finish(?:ing)?) with (?:her|him|them|that one|this one|(?:this|that) {_PERSON}|bed \d+)\b|\bthat(?:['’]s| is) (?:all|it|everything) for (?:her|him|them|that one|(?:this|that) {_PERSON})\b|^\W*(?:(?:ok(?:ay)?|right|now|and|thanks|thx|done)\W+)*next\s?[:–-]|\bnext up\b|[.!]\s+next\s?[:–-]"
    rf"|\b(?:looking at|i(?:['’]ve got| have| got| also have)|we(?:['’]ve got| have)|here(?:['’]s| is)|there(?:['’]s| is)|now for|over to|this is) (?:now )?(?:an? |another )(?:\w+ ){{0,2}}?(?:{_PERSON}|fella|chap|bloke|boy|male|female|\d{{1,3}}[- ]?(?:year|yr|yo|y/o)s?(?:[- ]?olds?)?)\b|\b(?:his|her|their) (?:neighbou?r|room ?mate|bed ?mate|sister|brother|twin|cousin|sibling)\b"
    rf"|\bback to (?:the |my |our )?(?:first|previous|other|earlier|last|one)\b(?: (?:one|{_PERSON}))?|\b(?:previous|first|earlier) {_PERSON}\b",
    re.IGNORECASE,
)
# After another patient was spoken of: "and the first one on d8?".
_THE_OTHER_ONE = re.compile(
    r"\b(?:the|that|our|my|for|back to) (?:first|1st|previous|earlier|former|original|other|relapsed|refractory|older|younger|lighter|heavier|smaller|bigger|mrd\S*|ph\S*) (?:one|guy|lady|man|woman|chap|fella|bloke)\b|\bthe former\b",
    re.IGNORECASE,
)
# "My adult in the next bay", "and bed opposite: 62 kg": somebody lies there, and nobody was moved there.
_ELSEWHERE_ON_THE_WARD = re.compile(
    r"(?:\b(?:in|at|for|from|and|now|ok|the|my|our|about|:|,)\s|^\W*)(?:the |our |my )?(?:(?:next|other|opposite|adjacent|adjoining|neighbou?ring) (?:bay|bed ?space|bed|room|side ?room|cubicle|chair|ward)|(?:bay|bed|room|cubicle|chair) (?:opposite|next door|next to (?:him|her|them|it)|beside (?:him|her|them)|across)|next door|(?:one|lady|man|woman|chap|guy|patient|pt|fella|bloke|gentleman) (?:across|opposite|over|down) (?:the |in )?(?:the )?(?:corridor|hall|hallway|bay|ward|way|room|unit)|(?<=my )other one|(?<=our )other one)\b",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:mov(?:e|ed|es|ing)|transfer\w*|swap\w*|shift\w*|wheel\w*|push\w*|tak(?:e|en|ing)|went|gone|going|goes|put|send\w*|sent|back|walk\w*|free|empty|clean\w*)\b",
    re.IGNORECASE,
)
_ONLY_NEW_PATIENT = re.compile(
    r"\W*(?:ok(?:ay)?|right|now|thanks?|please|start|clear|reset|this is|it'?s|i have|for|a|an|the|my|next|new|another|other|different|"
    r"patient|pt|conversation|case|\W)+\W*",
    re.IGNORECASE,
)
_VIGNETTE_FACTS = 2
_SAME_BODY = ("weight_kg", "height_cm", "bsa_m2")
_OF_A_VIGNETTE = ("weight_kg", "age_years", "height_cm", "bsa_m2", "cycle", "start_date")


def begins_new_patient(question: str, reading: Reading, conversation: Conversation) -> bool:
    """Tell whether a turn speaks of another patient: it says so, age or sex are others, or it is a whole new case."""
    if _NEW_PATIENT.search(question) or (_ELSEWHERE_ON_THE_WARD.search(question) and not _MOVED.search(question)):
        return True
    if not conversation.facts:
        return False
    if conversation.others and _THE_OTHER_ONE.search(question):
        return True
    if is_of_another_label(question, conversation):
        return True
    if following.is_correction(question):
        return False
    return _is_another_person(question, reading, conversation) or (
        not following.is_follow_up(question) and _is_whole_case(reading, conversation)
    )


def _is_whole_case(reading: Reading, conversation: Conversation) -> bool:
    """Tell whether a turn that goes on from nothing tells a case of its own."""
    if "age_years" in reading.stated and _is_at_another_time(reading, conversation):
        return True
    other_body = any(
        name in reading.stated and conversation.value(name) not in (None, reading.stated[name].value)
        for name in _SAME_BODY
    )
    return other_body and sum(name in reading.stated for name in _OF_A_VIGNETTE) >= _VIGNETTE_FACTS


def _is_another_person(question: str, reading: Reading, conversation: Conversation) -> bool:
    """Tell whether the age or the sex of a turn are others than are known."""
    age, sex = reading.stated.get("age_years"), following.sex_of(question)
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

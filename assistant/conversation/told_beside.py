"""Another drug or disease that is told and not asked about: one that the patient does not bear, was given about a seizure, or had long ago."""

import re

from assistant.conversation.drug_asked_for import NEAR
from assistant.conversation.long_messages import asking_of
from assistant.conversation.other_fields import DRUG
from assistant.conversation.signals import Text
from assistant.knowledge.elsewhere import Elsewhere

# A drug that the patient does not bear is told of the patient.
_ALLERGIC_TO = re.compile(
    r"\b(?:allergic to|allerg(?:y|ies) to|intolerant (?:of|to)|intolerance (?:of|to)|allerg(?:y|ies)\s?:)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_ALLERGY = re.compile(r"[^\s-]{1,40}+[\s-](?:allerg(?:y|ic)|intoleran(?:t|ce))\b", re.IGNORECASE)
_ASKS_OF_ALLERGY = re.compile(
    r"\b(?:is|are|was|can|could|may|might) (?:she|he|they|it|you|(?:the|my|this|our) \w+) (?:\w+ )?(?:be )?(?:allergic|intolerant)\b",
    re.IGNORECASE,
)
# "Lorazepam given", "neurology have loaded levetiracetam": what was done about a seizure, told before what is asked.
_GIVEN_BEFORE = re.compile(
    r"\b(?:given|gave|loaded|received|started)\s(?:(?:her|him|them|with|on|iv|some)\s){0,3}$", re.IGNORECASE
)
_GIVEN_BEHIND = re.compile(
    r"\S{1,40}+(?: \d{1,4} ?m?c?g)?(?: iv| im| po| stat)?,? (?:was |has been |is |already ){0,2}(?:given|loaded|started|on board|in)\b(?! (?:her|the|his)\b)",
    re.IGNORECASE,
)
# What else to give is asked then.
_NO_USE = re.compile(
    r"\b(?:no (?:effect|use|response|luck)|(?:still|keeps?) (?:fitting|seizing|convulsing|going)|not (?:stopp\w+|work\w+|help\w+)|didn['’]?t (?:stop|work|help)|status)\b",
    re.IGNORECASE,
)
_ASKED_BEHIND = re.compile(r"[^.!?;]{0,80}+\?")
_CANCER = re.compile(r"(?:[a-z]{0,20}+(?<=oma)|cancers?|leuk[a-z]{1,10}+|cml|cll|apl|dlbcl|hodgkin)", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_WORDS_OF_A_NAME = 3
# "A rash to augmentin in 2019".
_REACTION = re.compile(r"\S{1,40}+\s(?:rash|allergy|reaction|hives)\b", re.IGNORECASE)
_IN_THE_PAST = re.compile(r"\b(?:in (?:19|20)\d\d|years? ago|as a (?:kid|child|teen\w*)|in childhood)\b", re.IGNORECASE)
_OF_THIS_REGIMEN = frozenset({"cycle", "cycles", "marrow_blasts_percent", "peripheral_blasts_e9_per_l"})
_REACTED_TO = re.compile(r"\b(?:rash|reaction|hives|allerg\w+) (?:to|with|from)\s(?:\w+\s)?$", re.IGNORECASE)


def is_told_in_passing(text: Text, place: int, elsewhere: Elsewhere) -> bool:
    """Tell whether a long message names a disease beside a patient's cycle, or another drug beside this one, and asks in other sentences."""
    question = text.question
    asking = asking_of(question)
    name = re.match(r"\S+", question[place:])
    if asking is None or name is None or name[0] in asking:
        return False
    behind = question[place : place + NEAR]
    is_cancer = any(_CANCER.fullmatch(word) for word in _WORD.findall(behind)[:_WORDS_OF_A_NAME])
    is_disease = elsewhere.begins_with_disease(behind) and not is_cancer
    reacted = _REACTED_TO.search(question[:place]) or _REACTION.match(question, place)
    was_reaction = reacted and _IN_THE_PAST.search(question[place : place + NEAR])
    is_of_a_case = bool(_OF_THIS_REGIMEN & text.reading.stated.keys())
    return DRUG.search(question) is not None or (is_of_a_case and (is_disease or bool(was_reaction)))


def is_allergy(question: str, place: int) -> bool:
    """Tell whether a drug is named as one that the patient does not bear; whether that is so may also be what is asked."""
    is_told = _ALLERGIC_TO.search(question[max(0, place - NEAR) : place]) or _ALLERGY.match(question, place)
    return is_told is not None and _ASKS_OF_ALLERGY.search(question) is None


def was_given_for_it(question: str, place: int) -> bool:
    """Tell whether a drug is told as given about a seizure, in another sentence than the one that asks."""
    is_given = _GIVEN_BEFORE.search(question[max(0, place - NEAR) : place]) or _GIVEN_BEHIND.match(question, place)
    is_told = is_given is not None and _ASKED_BEHIND.match(question, place) is None
    return is_told and _NO_USE.search(question) is None

"""A turn after a row of the dose-modification table that says nothing but what becomes of the infusion: the row is told again.

A word that may change the case, a number or a time, and it is no such turn: what was not read would be answered as it was before.
"""

import re
from dataclasses import replace

from assistant.conversation import following
from assistant.conversation.doubting import doubts
from assistant.conversation.memory import Conversation
from assistant.conversation.numerals import WORD_NUMBERS
from assistant.conversation.requests import Calculate, LookUp, Request
from assistant.conversation.revising import revised
from assistant.conversation.rows_before import row_of
from assistant.conversation.signals import Text

_ON_IT = re.compile(
    r"\b(?:back (?:on|up)|put back|again|re-?start\w*|resum\w*|stop|discontinue|for good|absolute|allowed|permitted|stay(?:s|ing)? on|sit(?:s|ting)? on|carry on|continu\w*|up from there)\b",
    re.IGNORECASE,
)
# "Put back up at 9 mcg", "sit on 9", "just not go up": of the infusion, and none of the case.
_TO_A_DOSE = re.compile(
    r"\b(?:put|back|re-?start\w*|resum\w*|sit|sits|sitting|stay|stays|staying)(?:\s(?:it|her|him|back|up|on|at|to|the|next|morning|day)){0,5}\s(?:at|on|to)\s\d{1,2}(?:\s?mcg)?(?:\s?(?:a|per|/)\s?day)?(?![\d.,]*\d)"
    r"|\bnot (?:an )?absolute\b|\bjust not go up\b|\bup from there\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]+(?:['’][a-z]+)?", re.IGNORECASE)
_NUMBER = re.compile(
    rf"\d|\b(?:{'|'.join(word for word in WORD_NUMBERS if '-' not in word and word != 'one')})\b", re.IGNORECASE
)
_TELLS_NOTHING = re.compile(
    r"an?|and|the|so|but|or|then|ok(?:ay)?|it|its|it['’]s|that|that['’]s|this|these|is|was|be|been|will|would|can|could|should|may|must|do|does|did"
    r"|we|i|you|they|s?he|him|her|reg|registrar|consultant|team|doctor|boss|colleague|read|heard|saw|thinks?|says?|said"
    r"|put|back|up|on|at|to|again|re-?start(?:ed|ing)?|resum(?:e|ed|ing)|stop(?:ped)?|discontinued?|consider|for|good|absolute|allowed|permitted"
    r"|stay(?:s|ing)?|sit(?:s|ting)?|carry|continu(?:e|ed|ing)|infusion|drug|blinatumomab|blincyto|with|dex|dexamethasone|steroid|cover|premed(?:ication)?"
    r"|next|morning|just|really|still|even|if|till|until|clears|when|how|go|goes|going|mcg|day|per",
    re.IGNORECASE,
)


def still_on_the_row(request: Request, text: Text, conversation: Conversation) -> Calculate | None:
    """Return the row before where a turn that is looked up by itself says nothing but what becomes of the infusion.

    "It was put back up at 9 next morning, allowed?"
    """
    row = row_of(conversation)
    is_last = row is not None and conversation.last is row
    if row is None or not is_last or not isinstance(request, LookUp) or request.emphasis != "plain":
        return None
    said = _TO_A_DOSE.sub(" ", text.question)
    is_plain = all(_TELLS_NOTHING.fullmatch(word) for word in _WORD.findall(said)) and not _NUMBER.search(said)
    if text.toxicities or not is_plain or not _ON_IT.search(text.question):
        return None
    if doubts(text.question) or not following.is_question(text.question):
        return replace(row, patient=True, emphasis="pushback")
    return revised(replace(row, patient=True), {}, ())

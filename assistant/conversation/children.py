"""Is the patient a child? One that is told of besides, or the childhood of an adult, makes none of the patient."""

import re

from assistant.conversation.mothers import is_mother
from assistant.conversation.signals import Text
from assistant.knowledge.aspects import aspects_of
from assistant.knowledge.vocabulary import Vocabulary

# The liver's class B or C after Child; what was in childhood; who has left the children's ward; a mother's baby.
_NOT_THE_PATIENT = re.compile(
    r"\bchild(?:['’]?s)?[ -](?:pugh|class|[abc])\b"
    r"|\b(?:her|his|their|whose|own|the patient['’]?s) (?:own )?(?:\w+ )?(?:kids?|child(?:ren)?|bab(?:y|ies)|infants?|newborns?|toddlers?|teen\w*|twins|grand\w+)\b|\b(?:mum|mom|mother|dad|father|parent) (?:of|to|with) (?:\w+ ){0,3}?(?:kids?|child(?:ren)?|babies|baby|teen\w*|toddlers?|twins|\w+)\b"
    r"|\b(?:neonatal|infant|baby|paediatric|pediatric|peds?|children['’]?s)[- ](?:looking|type|style|like|scales?|cots?|beds?|wards?|pumps?|lines?|nurses?|unit|icu|team|pharmac\w*|dosing chart)\b"
    r"|\b(?:as|since|when|from) (?:(?:s?he|they) (?:was|were) )?(?:an? )?(?:young |small )?(?:child|kid|teen\w*|adolescent|baby|infant|toddler)\b"
    r"|\b(?:moved|transferred|transitioned|graduated|came|coming|over|up|out|ex|left|transition|referred|handed over)[ -](?:\w+ ){0,2}?(?:p(?:a)?eds?|p(?:a)?ediatrics?|children['’]?s)\b"
    r"|\b(?:under|with|by|on) (?:the )?(?:p(?:a)?eds?|p(?:a)?ediatrics?|children['’]?s)\b[^.;?!]{0,30}\b(?:before|until|till|previously|years? ago|back then|initially|originally)\b",
    re.IGNORECASE,
)
_HER_BABY = re.compile(r"\b(?:bab(?:y|ies)|newborns?|neonates?|infants?|child|kid|twins?)\b", re.IGNORECASE)


# "A grown man of 43.5 kg": whatever a document calls such a weight.
_GROWN = re.compile(
    r"\bgrown(?:[- ]?up)? (?:wom[ae]n|m[ae]n|adult|lady|gentleman|person)\b|\badult (?:wom[ae]n|m[ae]n|male|female|patient|pt|lady|gentleman|of)\b"
    r"|\b(?:she|he|pt|patient|they)(?:['’]?s| is|['’]re| are) (?:an |a |definitely |clearly )*(?:adult|grown(?:[- ]?up)?)\b",
    re.IGNORECASE,
)


def names_a_child(text: Text, vocabulary: Vocabulary) -> bool:
    """Tell whether a child is spoken of that may be the patient."""
    if "children" not in text.asked.concepts or _GROWN.search(text.question):
        return False
    left = _NOT_THE_PATIENT.sub(" ", text.question)
    left = _HER_BABY.sub(" ", left) if is_mother(text.question) else left
    return "children" in aspects_of(left, vocabulary).concepts

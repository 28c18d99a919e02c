"""Is a drug that a question names what is asked for, or its dose? It may only be told beside the patient."""

import re
from collections.abc import Iterable, Iterator

from assistant.knowledge.vocabulary import Vocabulary

NEAR = 40
TAKES = re.compile(
    r"\b(?:on|given|gave|received|receiving|got|after|had|has|taking|takes|with|despite|already|plus|allergic to|history of|hx of|needs|needed|needing|required|requiring|home|stopped|started|allerg(?:y|ies|ic)(?: to)?:?)\s(?:[\w-]+,?\s){0,2}(?:and\s(?:an?\s|the\s)?)?$|[+&]\s?$"
    # A list of what is taken, known or had: "PMH: asthma, gout", "allergies: penicillin".
    r"|\b(?:meds?|medications?|home meds|allerg(?:y|ies)|nkda|pmh\w*|pmhx|hx|dhx?|comorbid\w*|background|co-?meds|drugs)\b[\s:=-]{1,3}[^.;?!]*$",
    re.IGNORECASE,
)
# How often something befalls patients on it is no rate of its infusion.
_ASKS_FOR = r"(?:dos(?:e|es|ing|age)|how much|(?<!response )(?<!remission )(?<!survival )(?<!death )(?<!vod )(?<!sos )(?<!cr )(?<!toxicity )rate|schedule|amount)"
_COUNTED = r"how (?:many|much) (?:units?|mgs?|mcg|micrograms?|milligrams?|grams?|g|mls?|mmols?|tablets?|pills?|capsules?|vials?|ampoules?|puffs?|drops?|sachets?|patches) of"
_DOSE_OF = re.compile(rf"\b(?:{_ASKS_FOR}(?: of| for)?|{_COUNTED}) (?:the |iv |oral )?$", re.IGNORECASE)
# "High dose MTX in 2019" names a treatment.
_HIGH_DOSE = re.compile(r"\b(?:high|low|intermediate|full|standard)[ -]doses? (?:of )?(?:iv |oral )?$", re.IGNORECASE)
_GIVES = re.compile(
    r"\b(?:(?:do|should|can|must) (?:i|we|you) (?:also )?(?:give|use|start|add|need|cut|reduce|hold|skip|halve|omit|drop|leave)|give|use|need|needs|is|add)\s(?:the |a |any |her |his |iv |oral )?$",
    re.IGNORECASE,
)
_WHICH = re.compile(
    r"\b(?:which|what|how much|how many|role of|what about)\s(?:the |is the |kind of )?$", re.IGNORECASE
)
_ASKED_AFTER = re.compile(
    rf"^\S{{0,14}}\s{{1,2}}(?:(?:iv |oral |daily |premed\w* )?{_ASKS_FOR}\b|\d{{1,4}}(?:\.\d+)?(?: ?(?:mg|mcg|g|ml|units?))? ?(?:or|vs\.?|versus) ?\d{{1,4}}\b)",
    re.IGNORECASE,
)
_OF_THE_INFUSION = re.compile(
    r"\b(?:hold|stop|restart\w*|resum\w*|discontinu\w*|continu\w*|carry on|blin\w*|infusion|what (?:do|now|next))\b",
    re.IGNORECASE,
)


def is_dose_of(question: str, place: int) -> bool:
    """Tell whether the dose of what is named at a place is asked for."""
    before = question[max(0, place - NEAR) : place]
    if TAKES.search(before) or _HIGH_DOSE.search(before):
        return False
    return _ASKED_AFTER.match(question[place:]) is not None or _DOSE_OF.search(before) is not None


def is_asked_for(question: str, place: int) -> bool:
    """Tell whether what is named at a place, or its dose, is asked for."""
    before, after = question[max(0, place - NEAR) : place], question[place:]
    others = f"{before} {after.partition(' ')[2]}"
    is_given = _GIVES.search(before) is not None and not _OF_THE_INFUSION.search(others)
    return is_dose_of(question, place) or _WHICH.search(before) is not None or is_given


def terms_of(vocabulary: Vocabulary, ids: Iterable[str]) -> tuple[str, ...]:
    """Return the terms of some concepts."""
    wanted = set(ids)
    return tuple(" ".join(term) for concept in vocabulary.concepts if concept.id in wanted for term in concept.terms)


def places_of(question: str, names: tuple[str, ...]) -> Iterator[int]:
    """Yield where a text names one of some names, by their first words."""
    heads = {name.split()[0] for name in names}
    for match in re.finditer(r"[a-z][\w-]*", question.lower()):
        if any(match[0].startswith(head) for head in heads):
            yield match.start()

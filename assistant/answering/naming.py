"""Whether a wording calls things what a statement calls them: its toxicity, what it is only likened to, the first of its authors."""

import re

from assistant.answering.claims import Claim, canonical, claim
from assistant.answering.evidence import Unit
from assistant.answering.same_words import TOXICITIES

_TOXICITIES = frozenset(canonical(word) for word in TOXICITIES)


def names_rightly(unit: Unit, said: Claim) -> bool:
    """Tell whether a group gives nothing a name that the statement does not give it."""
    return _names_own(unit, said) and _keeps_likeness(unit, said) and _keeps_first_author(unit, said)


def _names_own(unit: Unit, said: Claim) -> bool:
    """Tell whether a group names no toxicity of the headings where the statement names its own."""
    own = unit.said.words & _TOXICITIES
    # "If > 1 seizure occurs": the statement names what its row is about, so all that the headings name is its place.
    if not own or not unit.toxicities or own <= unit.toxicities:
        return True
    return said.words & _TOXICITIES <= own | unit.topic


def _keeps_likeness(unit: Unit, said: Claim) -> bool:
    """Tell whether what a statement only likens its subject to is said as a likeness too."""
    likened = _LIKENED.search(unit.said.text)
    return likened is None or canonical(likened[1]) not in said.words or _LIKENED.search(said.text) is not None


_LIKENED = re.compile(r"indistinguishable (?:\w+ly )?from (?:the )?(\w+)")


def _keeps_first_author(unit: Unit, said: Claim) -> bool:
    """Tell whether only the author whom a reference names first is called that."""
    if "firstauthor" not in said.text:
        return True
    authors = [claim(name).words for name in _AUTHOR.findall(unit.said.text.partition(" et al")[0])]
    named = [name for name in authors if name & said.words]
    return bool(authors) and named == authors[:1]


_AUTHOR = re.compile(r"([^\s,]+) [a-z]{1,3},")

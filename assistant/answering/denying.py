"""Whether a wording denies what a statement denies, and nothing else."""

import re
from collections.abc import Sequence

from assistant.answering.claims import Claim, claim
from assistant.answering.evidence import Unit


def denials_hold(unit: Unit, said: Claim) -> bool:
    """Tell whether exactly what the statement denies is denied."""
    if "contraindication" in unit.context.words and unit.said.text.startswith("patients"):
        said = claim(_NOT_GIVEN.sub(" ", said.text))
        if _GIVEN.search(said.text):
            return False
    theirs = [denied for denied in unit.said.denials if denied]
    ours = [denied or said.words for denied in said.denials]
    main = main_denials(unit)
    reason = _DENIED_IN_REASON.search(said.text)
    if main and (_USE_IT.search(said.text) or (reason and not claim(said.text[: reason.start()]).denials)):
        return False
    # "Unless" is a condition: no act is denied by it.
    if "unless" in unit.said.denied_by and not main and _NOT.search(_main_clause(said.text)):
        return False
    words = said.words
    if any("recommend" in denied for denied in theirs) and "should" in said.strengths:
        if not _advises_against(said):
            return False
        ours = [denied | {"recommend"} if denied & unit.words else denied for denied in ours]
        words |= {"recommend"}
    if not all(denied & words for denied in main):
        return False
    needed = [denied for denied in theirs if denied & words or any(denied & our for our in ours)]
    return len(ours) <= len(needed) and _are_paired(needed, ours)


# Of those in whom it is contraindicated, "do not give it to" says the same; "give it to" says the contrary.
_NOT_GIVEN = re.compile(r"\bnot (?:be )?(?:give|given|use|used|receive|administer|administered)\b")
_GIVEN = re.compile(r"\b(?:give|given|use|used|receive|administer|administered)\b")


_NOT = re.compile(r"\b(?:not|never)\b")
# "Use it, since it is not recommended" tells to do what is denied.
_USE_IT = re.compile(r"(?:^|[,;:] )(?:please )?(?:use|give|administer|take|vaccinate|flush)\b(?! (?:of|in|during)\b)")
_DENIED_IN_REASON = re.compile(r"\b(?:as|since|because|for) (?:it|this|that|they|these) (?:is|are) not\b")


def _advises_against(said: Claim) -> bool:
    """Tell whether "should" is only ever "should not": then it says that something is not recommended."""
    if _SHOULD.search(said.text):
        return False
    return "recommend" not in said.words or _NOT_RECOMMENDED.search(said.text) is not None


_SHOULD = re.compile(r"\bshould (?!not\b)")
_NOT_RECOMMENDED = re.compile(r"\b(?:not|never) recommended\b|\b(?:no|neither)\b.* recommended\b")


def main_denials(unit: Unit) -> list[frozenset[str]]:
    """Return what a statement denies outright, not in a condition nor in contrast ("this, and not that")."""
    return [denied for denied in claim(_main_clause(unit.said.text)).denials if denied]


def _main_clause(text: str) -> str:
    return BRACKETS.sub(" ", _NOT_MAIN.split(_CONDITION_FIRST.sub("", text))[0])


BRACKETS = re.compile(r"\([^)]*\)")
_CONDITION_FIRST = re.compile(r"^(?:if|when|unless) [^,]*, ")
_NOT_MAIN = re.compile(r" (?:if|unless|until|without|where|and not|\(not|, not) ")


def _are_paired(theirs: Sequence[frozenset[str]], ours: Sequence[frozenset[str]]) -> bool:
    """Tell whether each denial of the statement has one of the wording's to itself that shares a word with it."""
    if not theirs:
        return True
    return any(
        _are_paired(theirs[1:], [*ours[:place], *ours[place + 1 :]])
        for place, our in enumerate(ours)
        if our & theirs[0]
    )

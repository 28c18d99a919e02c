"""Sentences made wrong in one dose-critical way each: the operators of the proof that the check of prose lets none pass.

Every operator changes what a clinician would do. A change that leaves a true sentence is not made: a toxicity is not swapped for
one that the sentence names anyway, a citation not for one of the same words.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assistant.knowledge.passages import Passage


@dataclass(frozen=True)
class Reference:
    """A true sentence, citation marks included, and the passages that could be cited."""

    text: str
    cited: Mapping[int, Passage]


@dataclass(frozen=True)
class Mutant:
    """A reference made wrong, and by which operator."""

    text: str
    operator: str
    cited: Mapping[int, Passage]


_MARK = re.compile(r"\s?\[(\d+)\]")
_LEAD = re.compile(r"^(?P<lead>For .*?(?:≥|<) 45 kg(?: in cycles? [-\d]+(?: to \d)?)?), (?P<act>.+)$")
_NUMBER = re.compile(r"(?<![\w.\[^/-])\d+(?:\.\d+)?(?![\w\]]|\.\d)")
_SWAPS = {
    "5": "15",
    "15": "5",
    "9": "28",
    "28": "9",
    "7": "14",
    "14": "7",
    "45": "54",
    "3": "30",
    "24": "42",
    "20": "200",
    "22": "2",
}


def mutants(reference: Reference, others: tuple[Reference, ...] = ()) -> Iterator[Mutant]:
    """Yield every mutant of a sentence. others: true sentences of other rows, to be merged into it."""
    seen = {reference.text}
    for operator, change in OPERATORS.items():
        for text in change(reference.text):
            if text not in seen:
                seen.add(text)
                yield Mutant(text, operator, reference.cited)
    yield from _citations_swapped(reference)
    for other in others:
        yield from _merged(reference, other)


# ---- one operator each


def _each(pattern: str, *replacements: str) -> Callable[[str], Iterator[str]]:
    """Return an operator that replaces each place of a pattern by each replacement."""
    compiled = re.compile(pattern, re.IGNORECASE)

    def change(text: str) -> Iterator[str]:
        for match in compiled.finditer(text):
            for replacement in replacements:
                yield " ".join(
                    (text[: match.start()] + match.expand(replacement) + text[match.end() :]).split()
                ).replace(" .", ".")

    return change


def _numbers(text: str) -> Iterator[str]:
    for match in _NUMBER.finditer(text):
        number = match[0]
        others = {str(_SWAPS.get(number, "")), "36"} | ({f"{number}0"} if number.isdigit() else {f"1{number}"})
        if number.isdigit():
            others |= {str(int(number) + 1), str(max(0, int(number) - 1)), str(int(number) * 2)}
        for other in sorted(others - {number, ""}):
            yield text[: match.start()] + other + text[match.end() :]


def _grades(text: str) -> Iterator[str]:
    for match in re.finditer(r"(?<=rade )[1-4]", text):
        for other in "1234":
            if other != match[0] and f"rade {other}" not in text:
                yield text[: match.start()] + other + text[match.end() :]


_TOXICITIES = {
    "CRS": ("ICANS", "infusion reactions", "neurotoxicity"),
    "cytokine release syndrome": ("neurotoxicity", "pancreatitis"),
    "ICANS": ("CRS", "infusion reactions"),
    "neurotoxicity": ("CRS", "infusion reactions", "pancreatitis"),
    "infusion reaction": ("CRS", "ICANS"),
    "infusion-related reaction": ("CRS", "ICANS"),
    "pancreatitis": ("leukoencephalopathy", "CRS"),
    "leukoencephalopathy": ("pancreatitis",),
    "seizure": ("fever",),
    "bilirubin": ("creatinine",),
    "LFTs": ("creatinine",),
}
_DRUGS = {
    "dexamethasone": ("prednisone", "methylprednisolone", "acetaminophen"),
    "tocilizumab": ("anakinra", "siltuximab", "Kineret"),
    "anakinra": ("tocilizumab", "Actemra"),
    "antipyretic": ("antiemetic", "antibiotic"),
    "warfarin": ("heparin", "Neoral"),
    "cyclosporine": ("tacrolimus",),
    "blinatumomab": ("inotuzumab", "rituximab", "Besponsa"),
}


def _swapped(table: Mapping[str, tuple[str, ...]]) -> Callable[[str], Iterator[str]]:
    def change(text: str) -> Iterator[str]:
        for name, others in table.items():
            for match in re.finditer(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE):
                for other in others:
                    if other.lower().rstrip("s") not in text.lower():
                        yield text[: match.start()] + other + text[match.end() :]

    return change


def _added(*words: str) -> Callable[[str], Iterator[str]]:
    """Return an operator that adds words before the citation marks."""

    def change(text: str) -> Iterator[str]:
        first = _MARK.search(text)
        if first:
            for added in words:
                yield f"{text[: first.start()]}{added}{text[first.start() :]}"

    return change


def _unless(pattern: str, *words: str) -> Callable[[str], Iterator[str]]:
    """Return an operator that adds words before the citation marks of a sentence that does not hold the pattern."""
    add = _added(*words)
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda text: add(text) if not compiled.search(text) else iter(())


_END_OF_CONDITION = r"(?=[,;.]| \[| and (?:increase|restart|discontinue|hold|resume)|: )"
_ACTION = r"(?:hold|restart|resume|increase|discontinue|stop|consider)"

OPERATORS: Mapping[str, Callable[[str], Iterator[str]]] = {
    "unit: mcg to mg": _each(r"\b(?:mcg|μg)\b", "mg", "g"),
    "unit: mg to mcg": _each(r"\bmg\b", "g", "mcg"),
    "unit: per m² dropped": _each(r"mcg/m²/day", "mcg/day", "mcg/m²"),
    "unit: per m² added": _each(r"mcg/day", "mcg/m²/day", "mcg/kg/day", "mcg/hour"),
    "unit: kg to lb": _each(r"\bkg\b", "lb"),
    "comparator: none beyond": _each(r"≤ ?(Grade \d)", r"\1 or worse", r"\1 and above", r"beyond \1"),
    "comparator: at or below": _each(
        r"≥ ?(45 kg)|(45 kg) or (?:more|above)", r"not exceeding 45 kg", r"at or below 45 kg", r"45 kg and less"
    ),
    "comparator: exceeding": _each(
        r"\bup to (?=\d)|\bmaximum (?:dose )?(?:of )?(?=\d)", "exceeding ", "in excess of ", "not below "
    ),
    "unit: time": _each(r"(?<=\d )hours?\b", "days", "minutes"),
    "unit: days to weeks": _each(r"(?<=\d )days\b", "weeks", "hours"),
    "unit: mL/h": _each(r"\bmL/h\b", "mL/min", "mL"),
    "number": _numbers,
    "comparator: at least": _each(r"≥ ?|\bat least ", "> ", "< ", "up to "),
    "comparator: or more": _each(r"\bor (?:more|above)\b", "or less"),
    "comparator: more than": _each(r"(?<![=≥])> ?|\bmore than |\blonger than |\bgreater than ", "≥ ", "< "),
    "comparator: less than": _each(r"< ?(?!=)|\bless than |\bbelow (?=\d)|\bunder (?=\d)|\bfewer than ", "> ", "≤ "),
    "comparator: at most": _each(r"≤ ?", "≥ ", "> "),
    "comparator: up to": _each(r"\bup to (?=\d)", "", "at least "),
    "comparator: within": _each(r"\bwithin (?=\d)", "after "),
    "grade": _grades,
    "toxicity": _swapped(_TOXICITIES),
    "drug": _swapped(_DRUGS),
    "negation dropped": _each(r"\b(?:do not|does not|not) ", ""),
    "negation dropped: no": _each(r"\b(?:without|in the absence of) ", "with "),
    "negation added": _each(rf"\b({_ACTION}) ", r"do not \1 "),
    "negation added: is": _each(r"\b(is|are|should|must|may) (?!not\b)", r"\1 not "),
    "modal: consider dropped": _each(r"\bconsider (?:administering |giving )?(?=\w)", "", "you must "),
    "modal: should": _each(r"\bshould\b(?! (?:always )?be considered)", "may", "must", "could"),
    "modal: must": _each(r"\bmust\b", "may", "should"),
    "modal: may": _each(r"\bmay\b(?! be considered)", "must", "should"),
    "modal: recommended": _each(
        r"\b(?:is|are) recommended\b", "is not recommended", "is mandatory", "may be given", "is required"
    ),
    "modal: not recommended": _each(
        r"\b(?:is|are) not recommended\b", "is recommended", "is contraindicated", "is required"
    ),
    "modal: needed": _each(
        r"\bconsider (?:administering |giving )?(?=\w)|\b(?:should|may|can) (?:always )?be considered\b|\bmay\b",
        "is needed ",
        "is required ",
        "there is a need to ",
    ),
    "modal: needed for recommended": _each(r"\b(is|are) recommended\b", r"\1 needed", r"\1 necessary"),
    "modal: can": _each(r"\b(?:is|are) (?=\w+ed\b)", "can be ", "may be "),
    "modal: can lost": _each(r"\b(?:can|may) be (?=(?:resumed|restarted)\b)", "must be ", "is "),
    "action: hold": _each(r"\bhold\b", "discontinue", "continue"),
    "action: discontinue": _each(r"\bdiscontinue\b", "hold", "continue"),
    "action: restart": _each(r"\b(?:restart|resume)\b", "discontinue", "continue"),
    "action: increase": _each(r"\bincrease\b", "reduce", "restart"),
    "action: stop": _each(r"\bstop\b", "continue"),
    "condition dropped: days": _each(r" for at least \d+ days| after \d+ days| within \d+ days", ""),
    "condition dropped: if": _each(
        rf"(?!.*, or (?:if|that))(?<!, or),? \b(?:if|unless|until|provided that) [^,;.\[]+?{_END_OF_CONDITION}", ""
    ),
    "condition dropped: concurrent": _each(r" (?:in the absence of|without) concurrent CRS", ""),
    "condition dropped: band": _each(
        r"(?=.*mcg)(?: in| for)? patients? (?:of |weighing )?(?:≥|<|below|under|at least) ?45 kg", ""
    ),
    "condition dropped: maximum": _each(r" ?\((?:maximum|max)[^)]*\)|,? (?:up to|with) a maximum[^,.;\[]*", ""),
    "cycle": _each(r"\bcycle [12]\b", "subsequent cycles", "every cycle", "cycle 4"),
    "cycle: each": _each(r"\beach cycle\b", "cycle 1", "the first cycle", "cycle 2"),
    "time: after restarting": _each(r"\bafter (\d+) days\b", r"before \1 days", r"\1 days before restarting"),
    "time: ahead": _each(r"(?<= hour )before\b", "after", "into"),
    "negation repeated": _unless(
        r"\b(?:not|no|without|cannot|avoid|refrain|contraindicat\w+)\b",
        ", as it is not recommended",
        ", which is not recommended",
    ),
    "population": _each(r"\b(?:patients|adults)\b(?!.*\b22 kg)", "children", "infants"),
    "outcome": _each(r"\brecover(?:y|ed)? to\b", "worsening to", "progression to"),
    "time: before": _each(r"\bbefore\b|\bprior to\b", "after"),
    "added number": _added(" (36 mcg/day)", " for 10 days", " at 4 mcg/day", ", 3 times", " over 30 minutes"),
    "added instruction": _added(
        " and give tocilizumab", " together with methotrexate", ", then increase to 28 mcg/day"
    ),
}


# ---- citations and rows


def _citations_swapped(reference: Reference) -> Iterator[Mutant]:
    marks = [int(mark) for mark in _MARK.findall(reference.text)]
    words = {reference.cited[mark].words for mark in marks}
    bare = _MARK.sub("", reference.text)
    yield Mutant(bare, "citation dropped", reference.cited)
    for n, passage in reference.cited.items():
        if passage.words in words or n in marks or _holds(passage, [reference.cited[mark] for mark in marks]):
            continue
        for mark in dict.fromkeys(marks):
            yield Mutant(reference.text.replace(f"[{mark}]", f"[{n}]"), "citation swapped", reference.cited)


def _holds(passage: Passage, others: list[Passage]) -> bool:
    """Tell whether two passages share words: a cell and the effect that stands in it."""
    return any(p.words in passage.words or passage.words in p.words for p in others)


def _merged(reference: Reference, other: Reference) -> Iterator[Mutant]:
    """Yield the first sentence's place with the second one's act, under either citation or both."""
    mine, theirs = _LEAD.match(reference.text), _LEAD.match(other.text)
    if (
        not mine
        or not theirs
        or mine["lead"] == theirs["lead"]
        or not (mine["lead"] + theirs["lead"]).count("rade ") + (mine["lead"] + theirs["lead"]).count("LFT") > 1
    ):
        return
    lead = mine["lead"]
    mine, theirs = _MARK.sub("", mine["act"]), _MARK.sub("", theirs["act"])
    if theirs.rstrip(". ").lower().replace(" dose ", " ") in _own(reference).words.lower().replace(" dose ", " "):
        return
    cited = {1: _own(reference), 2: _own(other)}
    if cited[1].heading_path == cited[2].heading_path:
        return
    for marks in ("[1]", "[2]", "[1][2]"):
        yield Mutant(f"{lead}, {theirs.rstrip('. ')} {marks}.", "rows merged", cited)
    yield Mutant(f"{lead}, {mine.rstrip('. ')} [1] and {theirs.rstrip('. ')} [2].", "rows merged", cited)


def _own(reference: Reference) -> Passage:
    """Return the passage that a sentence cites first."""
    return reference.cited[int(_MARK.findall(reference.text)[0])]

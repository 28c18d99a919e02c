"""Sentences made wrong in one dose-critical way each: the operators of the proof that the check of prose lets none pass.

Every operator changes what a clinician would do. A change that leaves a true sentence is not made: a toxicity is not swapped for
one that the sentence names anyway, a citation not for one of the same words.
"""

import re
from collections.abc import Callable, Iterator, Mapping

from row_mutants import Mutant, Reference, citations_swapped, of_rows

_MARK = re.compile(r"\s?\[(\d+)\]")
# Each cycle includes any of them.
_NUMBER = re.compile(r"(?<!including cycle )(?<![\w.\[^/-])\d+(?:\.\d+)?(?![\w\]]|\.\d)")
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
    yield from citations_swapped(reference)
    for other in others:
        yield from of_rows(reference, other)


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
        named = text.lower().replace("infusion-related", "infusion")
        for name, others in table.items():
            for match in re.finditer(rf"\b{re.escape(name)}s?\b", text, re.IGNORECASE):
                for other in others:
                    # What is said of two drugs alike is true of either.
                    is_listed = other == "Neoral" and "cyclosporine" not in text.lower()
                    if other.lower().rstrip("s") not in named and not is_listed:
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


def _also_the_other_band(text: str) -> Iterator[str]:
    """Yield a sentence with a dose and one weight band said of the other band too."""
    bands = (r"(?:≥|>=) ?45 kg|45 kg (?:or|and) (?:more|above)", r"< ?45 kg|(?:below|under) 45 kg")
    for mine, theirs, other in ((*bands, "< 45 kg"), (*reversed(bands), "≥ 45 kg")):
        if "mcg" in text and not re.search(theirs, text):
            for match in re.finditer(mine, text):
                for both in (
                    f"{match[0]} and {other}",
                    f"{match[0]} and in patients {other}",
                    f"{match[0]} or {other}",
                ):
                    yield text[: match.start()] + both + text[match.end() :]
            yield from _each(rf"\bpatients (?:of |weighing )?(?:{mine})", "both weight bands")(text)


def _frequencies(text: str) -> Iterator[str]:
    for match in re.finditer(r"\b(?:very |less |more |un)?common\b(?! terminology)", text, re.IGNORECASE):
        for other in ("very common", "less common", "more common", "uncommon", "common"):
            if other != match[0].lower():
                yield text[: match.start()] + other + text[match.end() :]


def _another_grade_too(text: str) -> Iterator[str]:
    """Yield a sentence of one grade said of another too."""
    for match in re.finditer(r"(?<!≤ )(?<!<= )\bgrade [1-4]\b(?! ?(?:or|and|/|-|–))", text, re.IGNORECASE):
        for other in "1234":
            if f"rade {other}" not in text:
                for both in (f"{match[0]} or {other}", f"{match[0]} and grade {other}"):
                    yield text[: match.start()] + both + text[match.end() :]


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
    # "Has not resolved after 14 days" says the same as "within".
    "comparator: within": _each(r"(?<!(?:has|ave) not resolved )\bwithin (?=\d)", "after "),
    "grade": _grades,
    "toxicity": _swapped(_TOXICITIES),
    "drug": _swapped(_DRUGS),
    "negation dropped": _each(r"\b(?:do not|does not|not) ", ""),
    "negation dropped: no": _each(r"\b(?:without|in the absence of) ", "with "),
    "negation added": _each(rf"\b({_ACTION}) ", r"do not \1 "),
    "negation added: is": _each(r"\b(is|are|should|must|may) (?!not\b)", r"\1 not "),
    "modal: consider dropped": _each(
        r"(?<!, and )(?<!; also )\bconsider (?:administering |giving )?(?=\w)", "", "you must "
    ),
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
    "modal: can": _each(r"\b(?:is|are) (?!considered|listed|classed)(?=\w+ed\b)", "can be ", "may be "),
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
    "condition dropped: concurrent": _each(
        r" ?\b(?:in the absence of|without|for|with|in) concurrent CRS,?|,? ?\b(?:if|when) CRS is (?:also )?(?:concurrent|present),?",
        "",
    ),
    "condition dropped: band": _each(
        r"(?=.*mcg)(?: in| for)? patients? (?:of |weighing )?(?:≥|<|below|under|at least) ?45 kg", ""
    ),
    "condition dropped: maximum": _each(r" ?\((?:maximum|max)[^)]*\)|,? (?:up to|with) a maximum[^,.;\[]*", ""),
    "cycle": _each(r"\bcycle [12]\b", "subsequent cycles", "every cycle", "cycle 4"),
    "cycle: each": _each(r"\beach cycle\b", "cycle 1", "the first cycle", "cycle 2"),
    "time: after restarting": _each(r"\bafter (\d+) days\b", r"before \1 days", r"\1 days before restarting"),
    "time: ahead": _each(r"(?<= hour )before\b", "after", "into"),
    "negation repeated": _unless(
        r"n't\b|\b(?:not|no|without|cannot|avoid\w*|refrain|contraindicat\w+|against|forbidden|prohibited|rather than)\b",
        ", as it is not recommended",
        ", which is not recommended",
    ),
    "population": _each(r"\b(?:patients|adults)\b(?!.*\b22 kg)", "children", "infants"),
    "outcome": _each(r"\brecover(?:y|ed)? to\b", "worsening to", "progression to"),
    "time: before": _each(r"\bbefore\b|\bprior to\b", "after"),
    "comparator: limit": _each(
        r"\b(?:must |does |will )?not exceed\b|\bno more than\b|\bat most\b|\bnever (?:more than|above)\b|\bcapped at\b|\bwithout exceeding\b",
        "may exceed",
        "at least",
        "exceeding",
    ),
    "comparator: over a time": _each(
        r"\b(?:for|lasting|takes) (?:over|more than|longer than) (?=\d)", "for under ", "for at least "
    ),
    "comparator: share": _each(r"(?:≥|at least) ?50 ?%", "less than half", "a quarter", "one in ten"),
    "unit: a day": _each(r"\bm(c?)g/day\b|\bm(c?)g (?:per|a) day\b", "mcg twice daily", "mcg every other day"),
    "unit: week": _each(r"\b(?:7|seven) days\b|\b(?:a|one) week\b", "two weeks", "a fortnight", "7 hours", "a day"),
    "unit: hours as days": _each(r"\b48 ?h(?:ours)?\b", "four days", "48 days", "one day"),
    "cycle: swapped": _each(r"\bcycle 1(.*?)\bcycle 2\b", r"cycle 2\1cycle 1"),
    "cycle: ordinal": _each(
        r"\b(?:cycles? 2 (?:to|through) 5|cycles? 2-5)\b", "the first to fifth cycles", "the second and third cycles"
    ),
    "action: for good": _each(r"\bhold\b|\binterrupt\b|\bwithhold\b", "stop for good", "come off"),
    "action: for now": _each(r"\bdiscontinue\b", "temporarily stop", "suspend", "put on hold"),
    "outcome: recurrence": _each(r"\b(?:does not|has not) recur(?:red)?\b", "comes back", "recurs", "has not resolved"),
    "outcome: still there": _each(
        r"\btakes (more than \d+ days) to resolve\b", r"resolves within \1", r"does not take \1 to resolve"
    ),
    "condition turned": _each(r"\bunless\b", "if", "even if"),
    "condition turned: until": _each(r"\buntil (?=recover)", "despite ", "before "),
    "negation: avoided": _each(
        r"\bshould be avoided\b", "should be used", "should not be avoided", "need not be avoided"
    ),
    "negation: instead": _each(r"\b(?:rather than|instead of|and not)\b", "as well as", "and also", "or"),
    "negation: prefix": _each(r"\bincompatible\b", "compatible", "not incompatible"),
    "negation: against": _each(r"\b(?:advises|recommends) against\b", "recommends", "does not advise against"),
    "band: the other too": _also_the_other_band,
    "grade: another too": _another_grade_too,
    "frequency": _frequencies,
    "cycle: not included": _each(
        r"\bincluding cycle \d", "including cycle 6", "except in cycle 3", "but not cycle 3", "including cycles 1 to 6"
    ),
    "unit: named": _each(r"\bmicrograms\b", "milligrams", "grams"),
    "toxicity: which": _each(
        r"\btumour lysis syndrome(?=, which)|\bICANS(?=, which)|\bCRS(?=, which)", "fever", "insomnia", "headache"
    ),
    "added number": _added(" (36 mcg/day)", " for 10 days", " at 4 mcg/day", ", 3 times", " over 30 minutes"),
    "added instruction": _added(
        " and give tocilizumab", " together with methotrexate", ", then increase to 28 mcg/day"
    ),
}

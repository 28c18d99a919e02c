"""Leukemic blasts in a text: percent of the bone marrow, or their count in the blood."""

import re
from collections.abc import Iterator, Sequence

from assistant.conversation.clauses import Clause, clause_at
from assistant.conversation.quantities import Quantity, quantities
from assistant.conversation.stated import Stated, Unclear

_MARROW = re.compile(r"\b(?:marrow|bm|bma|bmbx|bmat|aspirate|trephine)\b", re.IGNORECASE)
_BLASTS = re.compile(r"\b(?:lympho|myelo)?blasts?\b", re.IGNORECASE)
# "Marrow 62 %, does he need steroids first?": what the prephase turns on.
_PREPHASE = re.compile(r"\b(?:pre-?phase|steroids?|dex\w*|debulk\w*|burden|cytoreduc\w*)\b", re.IGNORECASE)
_BLOOD = re.compile(r"\b(?:peripheral|blood|pb|circulating|periph|pbs|smear)\b", re.IGNORECASE)
_OTHER_CELLS = re.compile(
    r"\b(?:wcc|wbc|white (?:cells?|count)|anc|neut\w*|platelets?|plts?|plt|lymph\w*|hb|hgb)\b[^,;.]{0,12}$",
    re.IGNORECASE,
)
_NOT_A_SHARE = re.compile(
    r"\b(?:sats?|spo2|o2|fio2|ef|lvef|hct|ejection(?: fraction)?|echo|lvsf|fs|mrd|cd\d{1,2}|ki-?67|fibrinogen|chim\w+|donor|neuts?|monos?|eos|chance|risk)\b[^,;.]{0,8}$",
    re.IGNORECASE,
)
# "Blood blasts 20": a count without its unit, which is not left out.
_WITHOUT_UNIT = re.compile(
    r"\b(?:peripheral|blood|circulating|periph|pb|wbc)\s(?:blood )?blasts?(?: (?:count|of|at|is|are|now)|[:=]){0,3}\s{0,2}\d{1,6}(?:[.,]\d{1,3})?(?![\d.,]*\d)(?!\s?(?:%|percent|x\b|×|\*|e9|k\b|10|/|g/l|per))",
    re.IGNORECASE,
)
_BLOOD_COUNT = re.compile(
    r"\b(?:peripheral|periph|blood|pb|circulating)\b(?<!blood(?= counts?\b))(?! (?:pressures?|sugars?|glucose|cultures?|groups?|gas(?:es)?|transfus\w*|products?|results?|tests?|lines?|iv|cannula\w*|access|veins?|venous|neuropath\w*|o?edema|stem)\b)[^\d.?!;]{0,25}(?P<number>(?<![\w.,-])\d{1,6}(?:[.,]\d{1,3})?)(?![\d.,]*\d)(?!\s?(?:kg|mcg|mg|cm|days?|hours?|st\b|nd\b|rd\b|th\b))"
    r"|(?P<before>(?<![\w.,-])\d{1,6}(?:[.,]\d{1,3})?)(?![\d.,]*\d) (?:blasts? )?(?:in|on|from) (?:the |her |his )?(?:(?:peripheral|circulating) )?(?:blood|pb|periphery|smear|film)\b",
    re.IGNORECASE,
)
_OF_NOW = re.compile(
    r"\b(?:now|repeat|latest|yesterday(?:['’]s)?|today(?:['’]s)?|this (?:week|morning)(?:['’]s)?|new one)\b[^.;?!%]{0,25}$",
    re.IGNORECASE,
)
_TODAY = re.compile(r"\s(?:today|now|yesterday|this (?:week|morning))\b", re.IGNORECASE)
_OF_ANOTHER_SHARE = re.compile(
    r"\b(?:sat\w*|oxygen|o2|spo2|fio2|ef|lvef|echo|hct|ha?ematocrit|neut\w*|mrd|donor|humidity|fraction|weight)\b",
    re.IGNORECASE,
)
_HERE = 25
MARROW, BLOOD = "marrow_blasts_percent", "peripheral_blasts_e9_per_l"


def blasts(text: str, parts: Sequence[Clause], found: Sequence[Quantity]) -> Iterator[Stated | Unclear]:
    """Yield the blasts that a text states. A share whose place is not named is unclear; one of the blood is no marrow's."""
    is_share_of_marrow = _MARROW.search(text) is not None and _PREPHASE.search(text) is not None
    is_of_both = (_MARROW.search(text) and _BLOOD.search(text)) is not None and len({q.dimension for q in found}) > 1
    if not (_BLASTS.search(text) or is_share_of_marrow or is_of_both):
        return
    bare = _WITHOUT_UNIT.search(text)
    if bare is not None and not any(q.start < bare.end() and bare.start() < q.end for q in found):
        yield Unclear(BLOOD, bare[0], "unit")
    elif bare is None and found and (doubt := blood_without_unit(text)) is not None:
        # "Marrow 49 % blasts, peripheral 16": a count that is told must not be left out.
        yield doubt
    of_blood = None if _MARROW.search(text) else _share_of_blood(text, parts, found)
    if of_blood is not None and not any(q.dimension == "count" for q in found):
        yield of_blood
        return
    for name, dimension in ((MARROW, "percent"), (BLOOD, "count")):
        read = [
            (item, q) for q in found if q.dimension == dimension and (item := _read(text, parts, q, name)) is not None
        ]
        if name == MARROW and not read and (again := _again(text, parts, found)) is not None:
            yield again
        named = [item for item, q in read if _names_place(clause_at(tuple(parts), q.start).text, name)]
        yield from _one_share(text, named or [item for item, _ in read], found, name)


def _again(text: str, parts: Sequence[Clause], found: Sequence[Quantity]) -> Unclear | None:
    """Return a share of now whose place is not named, beside one of before: "he'd 80% in the marrow, now the repeat is 12%"."""
    if not _MARROW.search(text):
        return None
    shares = [q for q in found if q.dimension == "percent"]
    now = [q for q in shares if not clause_at(tuple(parts), q.start).past]
    of_now = [q for q in now if not _OF_ANOTHER_SHARE.search(text[max(0, q.start - _HERE) : q.start])]
    return Unclear(MARROW, of_now[0].words, "number") if of_now and len(now) < len(shares) else None


def _one_share(
    text: str, items: Sequence[Stated | Unclear], found: Sequence[Quantity], name: str
) -> Iterator[Stated | Unclear]:
    """Yield the one value of a place, or that it is unclear."""
    unclear = next((item for item in items if isinstance(item, Unclear)), None)
    values = {item.value for item in items if isinstance(item, Stated)}
    other = _another_share(text, items, found, name)
    if unclear is not None:
        yield unclear
    elif len(values) > 1:
        yield Unclear(name, " / ".join(item.words for item in items), "two_values")
    elif other is not None:
        yield Unclear(name, f"{items[0].words} / {other.words}", "two_values")
    else:
        yield from items[:1]


def _another_share(
    text: str, items: Sequence[Stated | Unclear], found: Sequence[Quantity], name: str
) -> Quantity | None:
    """Return another share that may be the marrow's of now: "marrow in December showed 20% blasts, yesterday's shows 62%"."""
    if name != MARROW or len(items) != 1 or not isinstance(items[0], Stated):
        return None
    taken = items[0].value
    return next(
        (
            q
            for q in found
            if q.dimension == "percent"
            and q.value not in (None, taken)
            and (_OF_NOW.search(before := text[max(0, q.start - _HERE) : q.start]) or _TODAY.match(text, q.end))
            and not _OF_ANOTHER_SHARE.search(before)
        ),
        None,
    )


def _share_of_blood(text: str, parts: Sequence[Clause], found: Sequence[Quantity]) -> Unclear | None:
    """Return a share of the blood's blasts that a prephase is asked for: the rule takes their count."""
    for q in found:
        clause = clause_at(tuple(parts), q.start)
        if q.dimension == "percent" and not clause.past and _BLOOD.search(clause.text) and _PREPHASE.search(text):
            return Unclear(BLOOD, q.words, "number")
    return None


def _names_place(clause: str, name: str) -> bool:
    """Tell whether a clause says of what its share is: another share of the text is then that of something else."""
    return name == MARROW and (_MARROW.search(clause) or _BLASTS.search(clause)) is not None


def _read(text: str, parts: Sequence[Clause], q: Quantity, name: str) -> Stated | Unclear | None:
    clause = clause_at(tuple(parts), q.start)
    before = text[max(0, q.start - _HERE) : q.start]
    if clause.past or _OTHER_CELLS.search(before) or _NOT_A_SHARE.search(before):
        return None
    if name == MARROW:
        if _BLOOD.search(clause.text) and not _MARROW.search(clause.text):
            return None
        if not _MARROW.search(text):
            return Unclear(name, q.words, "unit")
        if not _names_place(clause.text, name) and _was_told_before(parts):
            return Unclear(name, q.words, "number")
    elif not _BLASTS.search(clause.text) and not _BLOOD.search(clause.text):
        return None
    return Unclear(name, q.words, q.doubt or "number") if q.value is None else Stated(name, q.value, q.words)


def _was_told_before(parts: Sequence[Clause]) -> bool:
    """Tell whether a share of the marrow is told of before: one of now without its place may be that of anything."""
    return any(part.past and "%" in part.text and _names_place(part.text, MARROW) for part in parts)


def blood_without_unit(text: str) -> Unclear | None:
    """Return a count of the blood without its unit, told after a prephase was asked about ("peripheral count is 20")."""
    match = _BLOOD_COUNT.search(text)
    place = -1 if match is None else match.start("number" if match["number"] else "before")
    is_read = any(q.start <= place < q.end for q in quantities(text))
    return None if is_read or match is None else Unclear(BLOOD, match[0].strip(), "unit")


def counted_again(text: str) -> dict[str, Stated]:
    """Return the blasts that a turn tells without naming them, after a prephase was asked about: a share is the marrow's."""
    found: dict[str, Stated] = {}
    for name, dimension in ((MARROW, "percent"), (BLOOD, "count")):
        values = [q for q in quantities(text) if q.dimension == dimension]
        if len(values) == 1 and values[0].value is not None and not _NOT_A_SHARE.search(text[: values[0].start]):
            found[name] = Stated(name, values[0].value, values[0].words)
    return found

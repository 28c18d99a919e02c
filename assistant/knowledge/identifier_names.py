"""Find people's names in free text: after a title, where a name is announced, and again wherever such a name comes back."""

import re
from collections.abc import Iterator

_PARTICLE = r"(?:de|la|le|da|di|del|der|den|van|von|bin|ibn|al|el|st)"
_TITLE = r"(?:Mr|mr|Mrs|mrs|MRS|Mx|Dr|DR|dr|Prof|prof|Mme|Mlle|Mister|Doctor|Professor|Sir|Ms|Miss)"
_APART = r"[ \t]{1,3}"
_CAPITAL = r"[^\W\d_a-zà-öø-ÿ][\w'’-]{0,40}"
_INITIAL = r"[A-Z]\.?"
_WORD = rf"(?:{_CAPITAL}|{_INITIAL})"
_NAME = rf"(?:{_PARTICLE}{_APART}){{0,2}}{_WORD}(?:\.?{_APART}(?:{_PARTICLE}{_APART}){{0,2}}{_WORD}){{0,3}}"
_AFTER_TITLE = re.compile(rf"(?<![\w.]){_TITLE}(?:\.{_APART}|\.|{_APART})(?P<name>{_NAME})")
_AFTER_SMALL_TITLE = re.compile(rf"(?<![\w.])(?:[Mm]r|[Mm]rs)\.?{_APART}(?P<name>[a-z][a-z'’-]{{1,40}})(?![\w/])")
_ANNOUNCED = re.compile(
    rf"(?:\b(?:[Pp]atient|[Pp]t|[Mm]an|[Ww]oman|[Ll]ady|[Gg]entleman|[Cc]hild|[Bb]oy|[Gg]irl|is|who is),?{_APART}(?:named|called)"
    rf"|\b(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir|[Pp]atient(?:['’]s)?|[Pp]t(?:['’]s)?|[Ff]irst|[Ll]ast|[Ff]ull){_APART}[Nn]ame(?:{_APART}is|[ \t]?[:=])"
    rf"|(?:^|[.,;\n][ \t]*)[Nn]ame[ \t]?[:=])[ \t]{{0,3}}(?P<name>{_NAME})"
)
_BESIDE_PATIENT = re.compile(
    rf"\b(?:[Pp]atient|[Pp]t)[.:]?{_APART}(?:is{_APART})?(?P<name>[A-Z][a-zà-ÿ'’-]{{1,30}}{_APART}(?:{_PARTICLE}{_APART}){{0,2}}[A-Z][a-zà-ÿ'’-]{{1,30}}(?:-[A-Z][a-z]{{1,30}})?)(?![\w/])"
)
_TOKEN = re.compile(r"[\w'’-]+\.?")

_WARD = """
a able about above action acute admission adult after age aged all alt am an and angiogram angiography any are as
asks ast at bag be because been before below between bilirubin blin blina blinatumomab blincyto body both brain bsa
but by can cannot care cell cells cns comes consider consolidation continue could crs currently cycle cytokine date
day days developed develops dexamethasone dic did discontinue do does dose doses dosing due during each education
elastography enterography every experienced experiences female fever finished first for from gets given gives got
grade had has have he height her his history hold how i icans if imaging in information infusion is it iv kg lb
leukaemia leukemia level lft liver lower male man may mcg mg mild moderate monitoring more mrd must named needs
neurotoxicity new no not now of on once one or oracle other our over patient phase please population pounds prednisone
premedication presents received receiving recovering requires restart resume safety says scan scanner second seizure
seizures severe she should since spectroscopy spine started starting starts step stop summary support syndrome tells
than that the their then there they third this to tocilizumab today toxicity treated treatment two uln under until
up use very wants was we week weeks weighed weighing weighs weight were what when where which while who whose why
will with without woman would yesterday you your
"""
"""Words of the ward and of sentences that may stand, with a capital, where a name could."""

_NO_NAMES = frozenset(_WARD.split())
_NO_NAME_ENDINGS = ("ing", "tion", "sion", "ment", "ity", "ness", "ents", "ology", "itis", "emia", "aemia")
_SHORTEST_AGAIN = 3


def names_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names; the title before a name is no part of it."""
    spans = [span for pattern in (_AFTER_TITLE, _AFTER_SMALL_TITLE, _ANNOUNCED) for span in _spans(pattern, text)]
    spans += [span for span in _spans(_BESIDE_PATIENT, text) if _is_whole_name(text[slice(*span)])]
    yield from spans
    yield from _again(text, spans)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(text):
        length = _length_of_name(match["name"])
        if length:
            yield match.start("name"), match.start("name") + length


def _length_of_name(words: str) -> int:
    """Return how many characters from the start on are a name: up to the first word that is none."""
    end, shouted = 0, None
    for token in _TOKEN.finditer(words):
        word = re.split(r"['’]s\b", token[0].rstrip("."))[0]
        is_initial = len(word) == 1
        if word.casefold() in _NO_NAMES and not (is_initial and word.isupper()):
            break
        if not is_initial and word[:1].isupper():
            if shouted is not None and word.isupper() != shouted:
                break
            shouted = word.isupper()
        if word[:1].isupper() or end == 0:
            end = token.start() + len(word)
    return end


def _is_whole_name(words: str) -> bool:
    return len(words.split()) > 1 and not any(word.casefold().endswith(_NO_NAME_ENDINGS) for word in words.split())


def _again(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield where a part of a found name stands once more with a capital, unless it is a word of the ward too."""
    parts = {
        token[:1].upper() + token[1:].rstrip(".")
        for start, end in spans
        for token in _TOKEN.findall(text[start:end])
        if len(token.rstrip(".")) >= _SHORTEST_AGAIN and token.rstrip(".").casefold() not in _NO_NAMES
    }
    if parts:
        either = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
        for match in re.finditer(rf"(?<![\w-])(?:{either})(?![\w])(?!\s?\d)", text):
            yield match.span()

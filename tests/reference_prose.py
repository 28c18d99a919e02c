"""True sentences to be made wrong: what a faithful model writes of each passage, and the paraphrases."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import yaml
from row_mutants import Reference

from assistant.answering.splitting import split_sentences
from assistant.answering.verifying import joined
from assistant.knowledge.passages import Cell, Passage, sentences

_FOLDER = Path(__file__).parent / "answering"
FIRST, SECOND, THIRD, FREE, FOURTH, PROMPTED, OBEDIENT, COPIED, UNTOUCHED = (
    "paraphrases",
    "paraphrases_second",
    "paraphrases_third",
    "paraphrases_free",
    "paraphrases_fourth",
    "paraphrases_prompted",
    "paraphrases_prompted_untouched",
    "paraphrases_copied",
    "paraphrases_untouched",
)
"""Sets of paraphrases, each with its history at the head of its file."""


def paraphrases(passages: Mapping[str, Passage], name: str = FIRST) -> Iterator[tuple[str, Mapping[int, Passage]]]:
    """Yield each paraphrase of a set with the passages that it cites."""
    for entry in yaml.safe_load((_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")):
        cited = {n: passages[passage] for n, passage in enumerate(entry["cites"], 1)}
        for text in entry["texts"].splitlines():
            yield text, cited


def paraphrased(passages: Mapping[str, Passage]) -> Iterator[Reference]:
    """Yield each sentence of the paraphrases but the untouched, and those of one text as one: what holds beside its neighbour is made wrong there."""
    for name in (FIRST, SECOND, THIRD, FREE, FOURTH, PROMPTED):
        for text, cited in paraphrases(passages, name):
            sentences = split_sentences(text)
            yield from (Reference(sentence, cited) for sentence in sentences)
            if len(sentences) > 1:
                yield Reference(joined(sentences), cited)


def written_of(cited: Sequence[Passage]) -> Iterator[Reference]:
    """Yield what a faithful model writes of passages that are cited together: their own sentences behind their place."""
    numbered = dict(enumerate(cited, 1))
    for n, passage in numbered.items():
        for sentence in _statements(passage):
            yield Reference(f"{_place(passage, sentence)}{sentence} [{n}].", numbered)


def _statements(passage: Passage) -> Iterator[str]:
    if passage.cells:
        named = {cell.column for cell in passage.cells}
        if "Management" not in named:
            yield ", ".join(_told(cell, text) for cell, text in _cells(passage))
            return
    words = (
        passage.words.replace("Management: ", "")
        .replace(" · Re-challenge: See restart.", "")
        .replace(" · Re-challenge:", "")
    )
    for start, end in sentences(words, 0, len(words)):
        yield words[start:end].rstrip(".ᵃᵇᶜᵈ† ").lstrip("ᵃᵇᶜᵈ†‡§ ")


def _told(cell: Cell, text: str) -> str:
    name, _, unit = cell.column.partition(" (")
    has_unit = "mL" in text or not unit
    return f"{name.lower()} {text.strip('†‡§')}{'' if has_unit else ' ' + unit.strip(')†')}".strip()


def _cells(passage: Passage) -> Iterable[tuple[Cell, str]]:
    return ((cell, passage.quote[cell.start - passage.start : cell.end - passage.start]) for cell in passage.cells)


def _place(passage: Passage, sentence: str) -> str:
    """Return the row that a statement stands in, as the beginning of its sentence."""
    path = [label.replace(">=", "≥").replace("<=", "≤") for label in passage.heading_path]
    if path[0] == "Drug Regimen" and len(path) > 2:
        return f"For {path[1].partition(' (')[0].lower()} in {path[2].lower()}, "
    if "Management of Infusion" in passage.section and len(path) > 2:
        return f"For a {path[-1].lower()} infusion reaction, "
    if path[:2] != ["Dose Modifications", "Dosage with toxicity"] or passage.kind != "cell":
        return ""
    rows, band = path[2:-1], path[-1].lower()
    toxicity = rows[0].partition(" (")[0].replace("Cytokine Release Syndrome", "CRS")
    grade = f"{rows[1].lower()} " if len(rows) > 1 and rows[1].startswith("Grade") else ""
    name = toxicity if toxicity.startswith(("LFT", "CRS")) else toxicity[0].lower() + toxicity[1:]
    if "ICANS" in grade.upper():
        grade, name = grade[: grade.upper().index("ICANS")], "ICANS"
    return f"For {grade}{name} in {band}, " if not sentence.startswith("If > 1") else f"For {band}, "

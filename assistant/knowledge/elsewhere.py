"""Names of what the corpus does not cover (corpus/elsewhere.yaml): evidence that a question is about something else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.knowledge.errors import DataError
from assistant.knowledge.lexicon import Lexicon, load_lexicon
from assistant.knowledge.passages import Passage
from assistant.knowledge.vocabulary import Vocabulary, tokens
from assistant.knowledge.yaml_files import read_yaml

_FILE = "elsewhere.yaml"
_WORD = re.compile(r"[a-z]{6,}")


class _Entries(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    name_endings: tuple[str, ...]
    drugs: tuple[str, ...]
    trials: tuple[str, ...]
    regimens: tuple[str, ...]
    diseases: tuple[str, ...]
    everyday: tuple[str, ...]
    other_senses: dict[str, tuple[str, ...]]
    device_faults: tuple[str, ...]
    malignancies: tuple[str, ...]
    t_cell_therapies: tuple[str, ...]
    other_languages: dict[str, tuple[str, ...]]
    english: tuple[str, ...]


@dataclass(frozen=True)
class Elsewhere:
    """Foreign names as token sequences, and those of them that are diseases; endings of drug names; words that are at home in the corpus.

    everyday: matters of no regimen; other_senses: a word of the regimen, and those beside which it has another sense;
    device_faults: what goes wrong with a device; malignancies, t_cell_therapies, trials: other blood cancers, other T-cell therapies, trials of other drugs; all as written.
    other_languages, english: function words that tell in which language a question is. lexicon: which words are right as they are.
    """

    names: frozenset[tuple[str, ...]]
    diseases: frozenset[tuple[str, ...]]
    longest: int
    endings: tuple[str, ...]
    at_home: frozenset[str]
    everyday: re.Pattern[str]
    other_senses: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]
    device_faults: re.Pattern[str]
    malignancies: re.Pattern[str]
    t_cell_therapies: re.Pattern[str]
    trials: re.Pattern[str]
    other_languages: frozenset[str]
    english: frozenset[str]
    lexicon: Lexicon

    def is_in_another_sense(self, text: str) -> bool:
        """Tell whether a word of the regimen stands beside one that gives it another sense: a toilet that does not flush."""
        return any(word.search(text) and beside.search(text) for word, beside in self.other_senses)

    def begins_with_disease(self, text: str) -> bool:
        """Tell whether a text begins with the name of a disease that the corpus does not cover."""
        words = tuple(tokens(text))
        return any(words[: len(disease)] == disease for disease in self.diseases)

    def names_in(self, text: str) -> tuple[str, ...]:
        """Return the foreign names that a text holds, as they stand in it, stemmed."""
        words = tokens(text)
        sequences = (
            tuple(words[start : start + length])
            for start in range(len(words))
            for length in range(1, min(self.longest, len(words) - start) + 1)
        )
        listed = [" ".join(sequence) for sequence in sequences if sequence in self.names]
        ending = [
            word for word in _WORD.findall(text.lower()) if word.endswith(self.endings) and word not in self.at_home
        ]
        return tuple(dict.fromkeys([*listed, *ending]))


def load_elsewhere(path: Path, passages: Iterable[Passage], vocabulary: Vocabulary) -> Elsewhere:
    """Load the names. Raises DataError for a file that does not have its form."""
    try:
        entries = _Entries.model_validate(read_yaml(path))
    except ValidationError as error:
        raise DataError(_FILE, f"{error.errors()[0]['loc']}: {error.errors()[0]['msg']}.", "Correct it.") from error
    passages = tuple(passages)
    in_documents = {
        word for passage in passages for word in _WORD.findall(f"{passage.section} {passage.words}".lower())
    }
    # A finding that is also the name of a disease is one, unless it is told with a grade.
    home_terms = {term for concept in vocabulary.concepts if concept.kind != "finding" for term in concept.terms}
    stemmed_home = {tuple(tokens(word)) for word in in_documents} | home_terms
    names = frozenset(tuple(tokens(name)) for name in (*entries.drugs, *entries.regimens, *entries.diseases))
    foreign = frozenset(name for name in names if name not in stemmed_home)
    lexicon = load_lexicon(path.parent, vocabulary, _every_name(entries), _every_word(passages, entries))
    # "Accept" and "except" end as the name of a drug does.
    at_home = frozenset(in_documents | vocabulary.words | lexicon.known) - _words_of(entries.drugs)
    others = frozenset(word for words in entries.other_languages.values() for word in words)
    return Elsewhere(
        foreign,
        foreign & {tuple(tokens(name)) for name in entries.diseases},
        max(map(len, foreign)),
        tuple(entries.name_endings),
        at_home,
        _any_of(entries.everyday),
        tuple((_forms_of(word), _any_of(beside)) for word, beside in entries.other_senses.items()),
        _any_of(entries.device_faults),
        _any_of(entries.malignancies),
        _any_of(entries.t_cell_therapies),
        _any_of(entries.trials),
        others,
        frozenset(entries.english),
        lexicon,
    )


def _words_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(word for name in names for word in _WORD.findall(name.lower()))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})s?(?!\w)", re.IGNORECASE)


def _forms_of(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(word)}(?:s|es|ed|ing)?(?!\w)", re.IGNORECASE)


def _every_name(entries: _Entries) -> Iterator[str]:
    """Yield all names of elsewhere: none of them is a misspelt word of the regimen, and a misspelt one is read as the name."""
    yield from (
        *entries.drugs,
        *entries.regimens,
        *entries.diseases,
        *entries.everyday,
        *entries.malignancies,
        *entries.t_cell_therapies,
        *entries.trials,
    )


def _every_word(passages: Iterable[Passage], entries: _Entries) -> Iterator[str]:
    """Yield the words of the documents and those of other languages, which are right as they are."""
    yield from (f"{passage.section} {passage.words}" for passage in passages)
    yield from (word for words in entries.other_languages.values() for word in words)

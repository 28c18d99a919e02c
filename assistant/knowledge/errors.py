"""The one way in which a corpus can be wrong.

CorpusError
├── DocumentError   a document is missing, unreadable, changed or ambiguous
├── QuoteError      a quote is not found verbatim
└── DataError       a YAML file of the corpus breaks its own form
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class CorpusError(Exception):
    """A file of the corpus cannot be used as it stands.

    file: the file, relative to the corpus folder; problem: what is wrong; remedy: what a person can do about it.
    """

    file: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}: {self.problem} {self.remedy}"


class DocumentError(CorpusError):
    """A document is missing, unreadable, changed or ambiguous."""


class QuoteError(CorpusError):
    """A quote is not found verbatim in its document."""


class DataError(CorpusError):
    """A data file of the corpus does not have the form it must have."""

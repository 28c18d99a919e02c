"""Read a Markdown document of the corpus into sections with heading paths."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from assistant.knowledge.errors import DocumentError
from assistant.knowledge.sources import Source

FOOTNOTE_MARKS = "†‡§ᵃᵇᶜᵈᵉ"
"""The signs that bind a statement to a footnote. The transcriptions use no other."""

_HEADING = re.compile(r"^(#{1,6}) +(.+?) *$", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MAXIMUM_BYTES = 5_000_000


@dataclass(frozen=True)
class Section:
    """The text under one heading, up to the next heading.

    heading_path: labels from the top section down, () before the first; heading: the heading as printed, with its
    footnote marks; start, end: character span of the text without the heading line.
    """

    heading_path: tuple[str, ...]
    heading: str
    start: int
    end: int


@dataclass(frozen=True)
class Document:
    """A document as it is quoted: its declaration, its whole text and its sections in order."""

    source: Source
    text: str
    sections: tuple[Section, ...]


def label(text: str) -> str:
    """Return a heading or table label as it stands in a heading path: no footnote marks, comparators in ASCII."""
    plain = "".join(character for character in text if character not in FOOTNOTE_MARKS)
    return " ".join(plain.replace("≥", ">=").replace("≤", "<=").split())


def read_document(corpus: Path, source: Source) -> Document:
    """Read one document of the corpus.

    Raises DocumentError where the document or its original is missing, unreadable, not UTF-8, outside the corpus folder or too
    large, where the original differs from its hash, or where two headings have the same path.
    """
    if source.original is not None:
        _check_original(corpus, source.original, source)
    text = _decode(_read_bytes(corpus, source.document), source.document)
    return Document(source, text, _sections(text, source.document))


def _check_original(corpus: Path, name: str, source: Source) -> None:
    digest = hashlib.sha256(_read_bytes(corpus, name)).hexdigest()
    if digest != source.sha256:
        raise DocumentError(
            name,
            f"The original of {source.id!r} is not the one that was transcribed (its sha256 is {digest}).",
            "Restore the original, or transcribe the new one and review every rule that quotes it; then set sha256 in sources.yaml.",
        )


def _read_bytes(corpus: Path, name: str) -> bytes:
    path = corpus / name
    if not path.resolve().is_relative_to(corpus.resolve()) or path.is_symlink():
        raise DocumentError(name, "The path leaves the corpus folder.", "Put the file itself into the corpus folder.")
    if not path.exists():
        raise DocumentError(name, "The file is missing.", "Restore it, or remove its entry from sources.yaml.")
    if not path.is_file():
        raise DocumentError(name, "This is not a plain file.", "Put the document itself there.")
    try:
        if path.stat().st_size > _MAXIMUM_BYTES:
            raise DocumentError(name, "The file is larger than 5 MB.", "Split the document.")
        return path.read_bytes()
    except OSError as error:
        raise DocumentError(name, f"The file cannot be read: {error.strerror}.", "Check its permissions.") from error


def _decode(content: bytes, name: str) -> str:
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DocumentError(
            name, f"The file is not UTF-8 text (byte {error.start}).", "Save it as UTF-8 Markdown."
        ) from error
    if "\x00" in text:
        raise DocumentError(name, "The file holds NUL characters.", "Save it as plain Markdown text.")
    # A byte order mark and Windows line ends are no change of the words.
    return text.removeprefix("\ufeff").replace("\r\n", "\n")


def _sections(text: str, name: str) -> tuple[Section, ...]:
    front_matter = _FRONT_MATTER.match(text)
    start = front_matter.end() if front_matter else 0
    headings = [match for match in _HEADING.finditer(text) if match.start() >= start]
    ends = [match.start() for match in headings[1:]] + [len(text)]
    sections = [Section((), "", start, headings[0].start() if headings else len(text))]
    open_headings: dict[int, str] = {}
    for number, (match, end) in enumerate(zip(headings, ends, strict=True)):
        depth = len(match[1])
        is_title = number == 0 and depth == 1
        open_headings = {level: words for level, words in open_headings.items() if level < depth}
        if not is_title:
            open_headings[depth] = label(match[2])
        path = tuple(open_headings.values())
        if path in {section.heading_path for section in sections if not is_title}:
            raise DocumentError(
                name, f"Two headings read {' > '.join(path)!r}.", "Give each section a heading of its own."
            )
        sections.append(Section(path, match[2], match.end(), end))
    return tuple(sections)

"""Who has compared the rules with the monograph (corpus/rules/sign_off.yaml)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar

from pydantic import ConfigDict, TypeAdapter, ValidationError

from assistant.knowledge.errors import DataError
from assistant.knowledge.rule_values import FORM, Text
from assistant.knowledge.yaml_files import read_yaml

SIGN_OFF_FILE = "sign_off.yaml"

_PHARMACISTS_NEEDED = 2


@dataclass(frozen=True, kw_only=True)
class Signature:
    """One person's statement that the rules with this hash are the monograph."""

    __pydantic_config__: ClassVar[ConfigDict] = FORM

    who: Text
    role: Text
    date: date
    rules: Text


def load_signatures(folder: Path) -> tuple[Signature, ...]:
    """Return all signatures in the folder of rules, for these rules or older ones. Raises DataError for a wrong form."""
    try:
        return TypeAdapter(tuple[Signature, ...]).validate_python(read_yaml(folder / SIGN_OFF_FILE))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataError(f"rules/{SIGN_OFF_FILE}", f"Signature {place}: {first['msg']}.", "Correct it.") from error


def is_signed(signatures: Sequence[Signature], rules_hash: str) -> bool:
    """Return whether two different pharmacists have signed the rules as they stand now."""
    pharmacists = {
        " ".join(signature.who.casefold().split())
        for signature in signatures
        if signature.rules == rules_hash and signature.role.strip().casefold() == "pharmacist"
    }
    return len(pharmacists) >= _PHARMACISTS_NEEDED


def sign_off_words(signatures: Sequence[Signature], rules_hash: str) -> str:
    """Say who has signed the rules as they stand now, and that they are not validated until two pharmacists have."""
    valid = [signature for signature in signatures if signature.rules == rules_hash]
    names = ", ".join(f"{signature.who} ({signature.role}, {signature.date})" for signature in valid) or "nobody"
    return f"signed by {names}" + ("" if is_signed(signatures, rules_hash) else "; not clinically validated")

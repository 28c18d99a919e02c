"""Who has signed the rules: two different pharmacists, for the rules as they stand now, or nobody has."""

from datetime import date
from pathlib import Path

import pytest
from real_rules import CORPUS, real_rules

from assistant.cli import main
from assistant.knowledge.errors import DataError
from assistant.knowledge.sign_off import Signature, is_signed, load_signatures, sign_off_words

HASH = "0123456789ab"


def signature(who: str, role: str = "pharmacist", rules: str = HASH) -> Signature:
    return Signature(who=who, role=role, date=date(2026, 1, 31), rules=rules)


@pytest.mark.parametrize(
    ("signatures", "signed"),
    [
        ([], False),
        ([signature("Ada Lee")], False),
        ([signature("Ada Lee"), signature("Bo Kim")], True),
        ([signature("Ada Lee"), signature("Ada Lee")], False),
        ([signature("Ada Lee"), signature("  ada   LEE ")], False),
        ([signature("Ada Lee"), signature("Bo Kim", role="nurse")], False),
        ([signature("Ada Lee"), signature("Bo Kim", role=" Pharmacist ")], True),
        ([signature("Ada Lee"), signature("Bo Kim", rules="ffffffffffff")], False),
        ([signature("Ada Lee"), signature("Bo Kim"), signature("Cy Roe")], True),
    ],
)
def test_two_different_pharmacists_sign_the_rules_as_they_stand(signatures: list[Signature], signed: bool) -> None:
    assert is_signed(signatures, HASH) is signed


def test_nobody_has_signed_yet_and_the_program_says_so() -> None:
    rules = real_rules()
    assert rules.signatures == ()
    assert rules.signed is False
    assert rules.sign_off == "signed by nobody; not clinically validated"


def test_who_has_signed_is_named_and_a_signature_of_older_rules_is_not() -> None:
    one = [signature("Ada Lee"), signature("Bo Kim", rules="ffffffffffff")]
    assert sign_off_words(one, HASH) == "signed by Ada Lee (pharmacist, 2026-01-31); not clinically validated"
    both = [signature("Ada Lee"), signature("Bo Kim")]
    assert sign_off_words(both, HASH) == "signed by Ada Lee (pharmacist, 2026-01-31), Bo Kim (pharmacist, 2026-01-31)"


_ENTRY = "- {{who: {who}, role: pharmacist, date: 2026-01-31, rules: '{rules}'}}\n"


def test_signatures_are_read_from_the_file(tmp_path: Path) -> None:
    (tmp_path / "sign_off.yaml").write_text(_ENTRY.format(who="Ada Lee", rules=HASH))
    assert load_signatures(tmp_path) == (signature("Ada Lee"),)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- {who: Ada Lee, role: pharmacist, date: 2026-01-31}", "Signature 0.rules: Field required"),
        ("- {who: '', role: pharmacist, date: 2026-01-31, rules: x}", "Signature 0.who: "),
        ("- {who: A, role: pharmacist, date: yesterday, rules: x}", "Signature 0.date: "),
        ("- {who: A, role: r, date: 2026-01-31, rules: x, seal: 1}", "Signature 0.seal: "),
        ("Ada Lee", "Signature : "),
    ],
)
def test_a_signature_of_another_form_is_told(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "sign_off.yaml").write_text(content)
    with pytest.raises(DataError) as caught:
        load_signatures(tmp_path)
    assert str(caught.value).startswith(f"rules/sign_off.yaml: {said}")
    assert caught.value.remedy == "Correct it."


@pytest.mark.parametrize("signers", [0, 1, 2])
def test_check_and_calculate_show_who_has_signed(
    signers: int, copied_corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = real_rules().hash
    entries = "".join(_ENTRY.format(who=who, rules=rules) for who in ("Ada Lee", "Bo Kim")[:signers])
    (copied_corpus / "rules" / "sign_off.yaml").write_text(entries or "[]")
    monkeypatch.setenv("BLIN_CORPUS", str(copied_corpus))
    assert main(["check"]) == 0
    checked = capsys.readouterr().out
    assert main(["calculate", "prephase", "--marrow-blasts-percent", "60"]) == 0
    calculated = capsys.readouterr().out
    for printed in (checked, calculated):
        assert ("Ada Lee (pharmacist, 2026-01-31)" in printed) == (signers > 0)
        assert ("signed by nobody" in printed) == (signers == 0)
        assert ("not clinically validated" in printed) == (signers < 2)
    assert ("Not clinically validated" in calculated) == (signers < 2)
    assert rules in checked
    assert CORPUS.exists()

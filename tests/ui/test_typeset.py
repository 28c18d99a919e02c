import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.typeset import typeset


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("recovery to ≤ Grade 1. Restart", "≤ Grade 1"),
        ("LFTs > 5 x ULN or", "> 5 x ULN"),
        ("Restart at 9 mcg/day", "9 mcg/day"),
        ("at 15 mcg/m²/day after", "15 mcg/m²/day"),
        ("> 15 × 10^9/L peripheral", "> 15 × 10^9/L"),
        ("an interruption of ≥ 4 hours", "≥ 4 hours"),
        ("If > 1 seizure occurs", "> 1"),
    ],
)
def test_a_number_keeps_its_comparator_and_unit_on_one_line(words, kept):
    assert f'<span class="together">{kept}' in typeset(words).replace("&gt;", ">")


@given(st.text(alphabet=st.sampled_from("ab <>&\"'≥≤0159.,mcg/day x ULN\n$[]()!`*_")))
def test_exactly_the_words_are_shown_and_nothing_else_is_markup(words):
    html = typeset(words)
    assert set(re.findall(r"<[^>]*>", html)) <= {'<span class="together">', "</span>", "<br>"}
    assert unescape(re.sub(r"</?span[^>]*>", "", html.replace("<br>", "\n"))) == words

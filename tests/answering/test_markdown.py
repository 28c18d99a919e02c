"""Words of documents and users are shown as written, and do nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from assistant.answering.markdown import escape, plain


@pytest.mark.parametrize(
    "words",
    [
        "> 1 seizure",
        "> 5 x ULN",
        "5‡ mcg/m²/day",
        "**bold** and _it_",
        "# no heading",
        "1. no list",
        "- no list",
        "+ no list",
        "[a](http://b)",
        "![i](http://b)",
        "<b>x</b>",
        "a | b",
        "$5 and $6",
        ":red[x] :material/home:",
        "~35-45 mL",
        "`code`",
        "&lt;",
    ],
)
def test_words_are_shown_as_written_and_never_become_markup(words: str) -> None:
    tokens = MarkdownIt("commonmark").parse(escape(words))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inline = tokens[1].children or []
    assert {token.type for token in inline} <= {"text", "text_special"}
    assert "".join(token.content for token in inline) == words


@given(words=st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_any_words_stay_one_paragraph_of_text(words: str) -> None:
    tokens = MarkdownIt("commonmark").parse(escape(words))
    types = {child.type for token in tokens for child in token.children or []}
    assert types <= {"text", "text_special"}
    assert all(token.type in {"paragraph_open", "inline", "paragraph_close"} for token in tokens)


def test_plain_undoes_escaping() -> None:
    assert plain(escape("> 1 seizure, 5_a*b")) == "> 1 seizure, 5_a*b"
    assert plain("**Label**\n\n*ours*") == "Label\n\nours"

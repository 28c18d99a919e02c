import shutil

from assistant.knowledge.corpus import load_corpus
from assistant.knowledge.rules import rules_of
from assistant.study.cards import cards_of
from assistant.study.progress import LearnerState, review, with_deck


def test_every_card_answers_in_words_of_its_document(corpus, deck):
    for card in deck:
        passage = corpus.passages[card.passage]
        words = card.back.replace(" · ", " | ")
        assert words in passage.quote or card.back == passage.words, card.front


def test_no_two_cards_ask_the_same_or_carry_the_same_identity(deck):
    assert len({card.front.casefold() for card in deck}) == len(deck)
    assert len({card.id for card in deck}) == len(deck)


def test_cards_are_made_from_the_authority_alone(corpus, deck):
    assert {corpus.documents[card.source].source.standing for card in deck} == {"authority"}


def test_rows_of_the_modification_table_are_asked_for_each_weight_band(deck):
    fronts = {card.front for card in deck}
    assert "Cytokine Release Syndrome, Grade 3 (patients ≥ 45 kg): what does the monograph say?" in fronts
    assert "Cytokine Release Syndrome, Grade 3 (patients < 45 kg): what does the monograph say?" in fronts


def test_a_changed_passage_retires_its_card_and_no_other(corpus, deck, copied_corpus, change, moment):
    document = copied_corpus / "documents" / "monograph.md"
    change(document, "should refrain from driving and engaging in", "should not be driving or engaging in")
    changed = load_corpus(copied_corpus)
    new_deck = cards_of(changed, rules_of(changed))
    driving = next(card for card in deck if "refrain from driving" in card.back)
    other = next(card for card in deck if "live viral vaccines" in card.back)
    state = review(review(LearnerState(), driving, "good", moment), other, "good", moment)
    after = with_deck(state, new_deck)
    assert set(after.retired) == {driving.id}
    assert set(after.cards) == {other.id}
    assert after.cards[other.id].version != state.cards[other.id].version
    assert after.cards[other.id].schedule == state.cards[other.id].schedule


def test_a_stopped_calculator_leaves_the_other_cards(corpus_folder, tmp_path):
    folder = shutil.copytree(corpus_folder, tmp_path / "corpus")
    (folder / "rules" / "infusion.yaml").write_text("bags: broken", encoding="utf-8")
    damaged = load_corpus(folder)
    fronts = [card.front for card in cards_of(damaged, rules_of(damaged))]
    assert not any(front.startswith("Bag of") for front in fronts)
    assert any(front.startswith("Cytokine Release Syndrome") for front in fronts)

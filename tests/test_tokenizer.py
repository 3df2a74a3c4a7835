"""The tokenizer's shortcuts make the tokens that its patterns make."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from spacy.language import Language

from kg.matching.tokens import blank, private

PIECES = st.text(
    st.one_of(
        st.sampled_from("abkmzAUSZ019 .,;:!?'’\"“”()[]{}<>-–—/+*=$%&#@~^_…°€²ªµ×"),
        st.characters(codec="utf-8"),
    ),
    max_size=60,
)
SLOW = blank()


def tokens(nlp: Language, text: str) -> list[tuple[int, str]]:
    """Where each token stands, and its text."""
    return [(token.idx, token.text) for token in nlp.make_doc(text)]


@given(PIECES)
@example("costs US$5 at 7km, the model's (fast) net-based; see www.example.org.")
@example("本文在WordNet数据集(BERT)上, F1値")
@example("a:b, x), y]; we'll e.g., U.S. 5kg) GPT-4, wav2vec2/HuBERT ImageNet-C.")
def test_a_quick_tokenizer_makes_the_same_tokens(text: str) -> None:
    assert tokens(private(), text) == tokens(SLOW, text)


@pytest.mark.parametrize("text", ["BERT- and GPT-based", "trained on ADE20K.", "LLaMA/Vicuna+LoRA"])
def test_names_are_split_where_marks_join_them(text: str) -> None:
    assert all(word.isalnum() or len(word) == 1 for _, word in tokens(private(), text))


def test_names_are_found_in_a_script_without_spaces() -> None:
    assert {"WordNet", "F1", "Transformer"} <= {
        word for _, word in tokens(private(), "本文在WordNet数据集上,F1值用Transformer")
    }


def test_a_long_text_without_spaces_is_read_in_one_go() -> None:
    # were it cut piece by piece from its end, this would take minutes
    assert len(tokens(private(), "本文提出BERT方法,在数据集上。" * 20_000)) == 120_000

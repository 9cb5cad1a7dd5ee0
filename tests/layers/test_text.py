"""A text in several languages falls back honestly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.text import EMPTY, LANGUAGES, Text, Words

texts = st.dictionaries(st.sampled_from(LANGUAGES), st.text(min_size=1)).map(Text)


def test_words_in_the_language_asked_for_are_no_fallback() -> None:
    assert Text({"zh": "长春", "en": "Changchun"}).to("zh") == Words("长春", "zh")


def test_a_missing_language_falls_back_to_english_and_says_so() -> None:
    text = Text({"zh": "长春", "en": "Changchun"})
    assert text.to("ko") == Words("Changchun", "en", fallback=True)


def test_without_english_the_fallback_is_chinese() -> None:
    assert Text({"ru": "Чанчунь", "zh": "长春"}).to("de").lang == "zh"


def test_a_name_in_one_language_only_is_still_shown() -> None:
    assert Text({"mn": "Чанчунь"}).to("en") == Words("Чанчунь", "mn", fallback=True)


def test_no_text_at_all_is_empty_words() -> None:
    assert str(EMPTY.to("zh")) == ""


def test_blank_texts_do_not_count() -> None:
    assert Text({"zh": "", "en": "x"}).to("zh").fallback


def test_order_of_writing_makes_no_difference() -> None:
    one, other = Text({"zh": "长", "en": "C"}), Text({"en": "C", "zh": "长"})
    assert one == other
    assert hash(one) == hash(other)


@given(text=texts, lang=st.sampled_from(LANGUAGES))
def test_words_say_the_language_they_are_really_in(text: Text, lang: str) -> None:
    words = text.to(lang)
    assert words.text == text.get(words.lang, "")
    assert words.fallback == (words.lang != lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_of_the_atlas_can_be_asked_for(lang: str) -> None:
    assert Text({"zh": "长春"}).to(lang).text == "长春"

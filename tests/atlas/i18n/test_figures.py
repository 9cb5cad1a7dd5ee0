"""Figures keep their precision, in each language's own writing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.i18n import words
from atlas.i18n.figures import (
    NARROW_SPACE,
    claim_words,
    edtf,
    figure,
    number,
    remark,
    unit_words,
    whole_km,
)
from layers import parse
from layers.check.shapes import UNITS
from layers.model import ValueRange
from layers.text import LANGUAGES

say = words("en")


def text_of(**fields: object) -> str:
    return claim_words(parse.claim({"id": "a.b.1", **fields}), "en", say)


@pytest.mark.parametrize(
    ("lang", "written"),
    [("zh", f"9{NARROW_SPACE}756.5"), ("en", "9,756.5"), ("de", f"9{NARROW_SPACE}756,5")],
)
def test_a_number_is_written_as_its_language_does(lang: str, written: str) -> None:
    assert number(9756.5, lang) == written


@given(value=st.integers(-(10**9), 10**9).map(lambda n: n / 1000), lang=st.sampled_from(LANGUAGES))
def test_no_digit_of_a_figure_is_lost(value: float, lang: str) -> None:
    mark = "," if lang in {"de", "ru", "es", "mn"} else "."
    whole, _, fraction = number(value, lang).partition(mark)
    digits = whole.replace(NARROW_SPACE, "").replace(",", "")
    assert float(f"{digits}.{fraction or 0}") == value


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (ValueRange(12, 15), "12–15"),
        (ValueRange(20, None), "over 20"),
        (ValueRange(None, 5), "up to 5"),
    ],
)
def test_a_range_keeps_its_open_end(value: ValueRange, written: str) -> None:
    assert figure(value, "days", "en", say) == written


def test_half_a_kilometre_is_rounded_as_the_browser_does() -> None:
    assert [whole_km(km) for km in (602.5, 603.5, 408.4, 0.5)] == [603, 604, 408, 1]


def test_a_year_is_not_grouped() -> None:
    assert figure(2026.0, "year", "en", say) == "2026"


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2020-05", "2020-05"),
        ("2010~", "about 2010"),
        ("2010?", "2010, uncertain"),
        ("2015/2017", "2015 – 2017"),
        ("../2017", "until 2017"),
        ("2015/..", "since 2015"),
        ("undated", "undated"),
        ("../..", "undated"),
    ],
)
def test_a_date_is_put_in_words(date: str, written: str) -> None:
    assert edtf(date, say) == written


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_of_the_data_has_words(unit: str) -> None:
    shown = unit_words(unit, say)
    assert "_" not in shown
    assert shown != "usd"


@pytest.mark.parametrize(
    ("value", "unit", "lang", "written"),
    [
        (2.45, "rmb_bn", "zh", "24.5 亿元"),
        (300, "rmb_m", "zh", "3 亿元"),
        (15.43, "rmb_m", "zh", f"1{NARROW_SPACE}543 万元"),
        ({"min": 10}, "rmb_bn", "zh", "超过 100 亿元"),
        (9, "rmb_10k", "en", "90,000 RMB"),
        (2.45, "rmb_bn", "en", "2.45 billion RMB"),
    ],
)
def test_money_is_counted_as_its_language_does(
    value: object, unit: str, lang: str, written: str
) -> None:
    claim = parse.claim({"id": "a.b.1", "value": value, "unit": unit})
    assert claim_words(claim, lang, words(lang)) == written


def test_an_unknown_unit_is_shown_as_it_is() -> None:
    assert unit_words("furlong", say) == "furlong"


def test_a_claim_reads_as_figure_and_unit() -> None:
    assert text_of(value=210, unit="km2") == "210 km²"


@pytest.mark.parametrize(
    ("said", "added"), [("in the long term", "in the long term"), ("about 210 km²", ""), ("", "")]
)
def test_a_remark_is_what_the_sentence_adds_to_its_figure(said: str, added: str) -> None:
    doc = {"id": "a.b.1", "value": 210, "unit": "km2", "text": {"en": said}}
    assert remark(parse.claim(doc), "en", say) == added


def test_a_prose_claim_is_its_sentence() -> None:
    assert text_of(text={"en": "By rail."}) == "By rail."


def test_unknown_is_written_as_unknown() -> None:
    assert text_of(unknown=True) == "unknown"


def test_hostile_text_comes_out_as_typed() -> None:
    assert text_of(text={"en": "{{7*7}} {count}"}) == "{{7*7}} {count}"

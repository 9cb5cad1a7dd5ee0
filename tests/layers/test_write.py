"""The text files written again: what stays is untouched, what was changed reads as it should."""

import shutil
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from layers.check import check
from layers.errors import DataError, StoreError
from layers.read import Documents, documents
from layers.store.records import canonical
from layers.write import write_text
from tests.conftest import GEO, SMALL, examples

Edit = Callable[[Documents], object]
SQUARE = [[125.2, 43.7], [125.4, 43.7], [125.4, 43.9], [125.2, 43.9], [125.2, 43.7]]
AWKWARD = 'Er sagte: "C:\\park"\nzweite Zeile\t# kein Kommentar\r\n[[facts]] 长春 \U0001f684 \x00\x7f'


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*") if path.is_file()
    }


def edited(base: Path, *edits: Edit) -> Documents:
    docs = documents(base)
    for edit in edits:
        edit(docs)
    return docs


def same(one: Documents, other: Documents) -> bool:
    return canonical(one) == canonical(other)  # 3 is not 3.0


@pytest.mark.parametrize("base", [SMALL, GEO], ids=["small", "real"])
def test_unchanged_documents_give_every_file_byte_for_byte(base: Path, tmp_path: Path) -> None:
    assert write_text(documents(base), base, tmp_path / "out") == []
    assert bytes_of(tmp_path / "out") == bytes_of(base)


# --- a fixed set of edits over the real data -----------------------------------------------------

def rok(docs: Documents) -> dict[str, Any]:
    return docs["parks"]["park-rok"]


def value_changed(docs: Documents) -> None:
    rok(docs)["facts"][0]["claims"][0]["value"] = 212.5


def claim_added(docs: Documents) -> None:
    rok(docs)["facts"][0]["claims"][0].pop("preferred", None)
    rok(docs)["facts"][0]["claims"].append({
        "review_by": "2027-11", "id": "park-rok.planned_area.o1", "value": {"min": 36, "max": 40},
        "unit": "km2", "as_of": "2026-11", "source": "office-1", "confidence": "high",
        "preferred": True, "audience": "visitor", "text": {"en": "as told", "zh": "口头"},
    })


def source_added(docs: Documents) -> None:
    docs["publishers"]["office"] = {
        "id": "office", "file": "publishers.toml", "kind": "government",
        "names": {"en": "The office", "zh": "办公室"},
    }
    docs["sources"]["office-1"] = {
        "id": "office-1", "file": "sources/office.toml", "publisher": "office",
        "title": {"en": "A letter", "zh": "来信"}, "date": "2026-11", "licence": "facts only",
        "grade": "official",
    }


def fact_added(docs: Documents) -> None:
    rok(docs)["facts"].insert(3, {
        "key": "hotels", "group": "profile", "label": {"zh": "酒店", "en": "Hotels"},
        "audience": "public", "claims": [{
            "id": "park-rok.hotels.o1", "unknown": True, "as_of": "2026-11", "source": "not-found",
            "source_reason": {"zh": "没有查到。", "en": "Nothing was found."}, "confidence": "low",
            "review_by": "2027-05"}],
    })


def place_set(docs: Documents) -> None:
    docs["parks"]["park-germany"]["location"] = {
        "confidence": "high", "accuracy_km": 0.3, "point": [125.3, 43.8], "source": "office-1",
        "statement": {"zh": "已确认。", "en": "Confirmed."}, "outline_status": "official",
        "outline": {"type": "Polygon", "coordinates": [SQUARE]},
    }


def outline_moved(docs: Documents) -> None:
    rok(docs)["location"]["outline"]["coordinates"][0][2] = [125.61, 43.95]


def claim_withdrawn(docs: Documents) -> None:
    fact = next(fact for fact in rok(docs)["facts"] if len(fact["claims"]) > 1)
    fact["claims"] = [claim for claim in fact["claims"] if claim.get("preferred")]
    fact["claims"][0].pop("preferred")


def preferred_moved(docs: Documents) -> None:
    fact = next(fact for fact in docs["routes"]["line-cme"]["facts"] if len(fact["claims"]) > 1)
    for claim in fact["claims"]:
        claim.pop("preferred", None)
    fact["claims"][-1]["preferred"] = True


def text_awkward(docs: Documents) -> None:
    rok(docs)["summary"]["en"] = AWKWARD
    rok(docs)["facts"][1]["claims"][0]["note"] = {"zh": AWKWARD, "en": '"""'}


def rails_changed(docs: Documents) -> None:
    docs["legs"]["cn-changchun--cn-harbin"]["as_of"] = "2026"
    docs["stops"]["cn-harbin"]["names"]["zh"]["text"] = "哈尔滨站"
    docs["tracks"]["cn-changchun--cn-harbin"]["coordinates"][1] = [125.348, 43.922]
    docs["services"]["cme-schwarzheide"]["status"]["as_of"] = "2020"
    docs["systems"]["manufacturing"]["items"][0]["status_claims"][0]["as_of"] = "2026-11"


EDITS: tuple[Edit, ...] = (
    value_changed, claim_added, source_added, fact_added, place_set, outline_moved,
    claim_withdrawn, preferred_moved, text_awkward, rails_changed,
)
SOUND = (source_added, *(edit for edit in EDITS if edit not in (source_added, text_awkward)))


@pytest.mark.parametrize("edits", [
    pytest.param(EDITS, id="all"),
    *(pytest.param((edit,), id=edit.__name__, marks=pytest.mark.slow) for edit in EDITS),
])
def test_an_edit_of_the_real_data_reads_back_as_it_was_made(
    edits: tuple[Edit, ...], tmp_path: Path
) -> None:
    docs = edited(GEO, *edits)
    write_text(docs, GEO, tmp_path / "out")
    assert same(documents(tmp_path / "out"), docs)


@pytest.mark.slow
def test_the_result_passes_the_check(tmp_path: Path) -> None:
    write_text(edited(GEO, *SOUND), GEO, tmp_path / "out")
    assert check(tmp_path / "out") == []


@pytest.mark.slow
def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    docs = edited(GEO, *EDITS)
    write_text(docs, GEO, tmp_path / "one")
    write_text(docs, GEO, tmp_path / "one")
    write_text(documents(tmp_path / "one"), GEO, tmp_path / "two")
    write_text(documents(tmp_path / "one"), tmp_path / "one", tmp_path / "three")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two") == bytes_of(tmp_path / "three")


@pytest.mark.parametrize(("base", "edits"), [
    pytest.param(SMALL, (), id="small"),
    pytest.param(GEO, EDITS, id="real", marks=pytest.mark.slow),
])
def test_the_order_of_keys_in_a_document_does_not_show(
    base: Path, edits: tuple[Edit, ...], tmp_path: Path
) -> None:
    docs = edited(base, *edits)
    turned: Any = turn(docs)
    turned["sources"] = {key: turn(doc) for key, doc in docs["sources"].items()}
    write_text(docs, base, tmp_path / "one")
    write_text({table: turned[table] for table in docs}, base, tmp_path / "two")
    assert bytes_of(tmp_path / "one") == bytes_of(tmp_path / "two")


def turn(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: turn(value[key]) for key in reversed(value)}
    return [turn(item) for item in value] if isinstance(value, list) else value


# --- how it looks --------------------------------------------------------------------------------

def lines_changed(base: Path, out: Path, file: str) -> tuple[list[str], list[str]]:
    old, new = ((root / file).read_text("utf-8").splitlines() for root in (base, out))
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_a_changed_figure_changes_one_line(tmp_path: Path) -> None:
    files = write_text(edited(GEO, value_changed), GEO, tmp_path)
    assert files == [tmp_path / "parks/park-rok/park.toml"]
    assert lines_changed(GEO, tmp_path, "parks/park-rok/park.toml") == (
        ["value = 210"], ["value = 212.5"]
    )


def test_a_new_claim_is_written_as_its_neighbours_are(tmp_path: Path) -> None:
    write_text(edited(GEO, claim_added), GEO, tmp_path)
    text = (tmp_path / "parks/park-rok/park.toml").read_text("utf-8")
    assert """
[[facts.claims]]
id = "park-rok.planned_area.o1"
value = {min=36, max=40}
unit = "km2"
text = {zh="口头", en="as told"}
as_of = "2026-11"
source = "office-1"
confidence = "high"
review_by = "2027-11"
preferred = true
audience = "visitor"

[[facts]]
key = "nearterm_area"
""" in text


def test_comments_stay_and_lines_of_windows_too(small: Path, tmp_path: Path) -> None:
    file = small / "parks/park-one/park.toml"
    text = file.read_text("utf-8").replace("value = 210", "value = 210  # from the letter")
    file.write_bytes(("# About this park.\n" + text).replace("\n", "\r\n").encode())

    def change(docs: Documents) -> None:
        docs["parks"]["park-one"]["facts"][0]["claims"][0]["value"] = 211

    write_text(edited(small, change), small, tmp_path / "out")
    now = (tmp_path / "out/parks/park-one/park.toml").read_bytes()
    assert now == file.read_bytes().replace(b"value = 210  #", b"value = 211  #")


def test_a_list_over_several_lines_keeps_them(small: Path, tmp_path: Path) -> None:
    file = small / "parks/park-one/park.toml"
    text = file.read_text("utf-8").replace('["yi"]', '[\n  "yi", # pinyin\n  "one",\n]')
    file.write_text(text, "utf-8")
    write_text(edited(small, lambda docs: docs["parks"]["park-one"].update(search=["yi", "uno"])),
               small, tmp_path / "out")
    now = (tmp_path / "out/parks/park-one/park.toml").read_text("utf-8")
    assert 'search = [\n  "yi", # pinyin\n  "uno",\n]\n' in now


def test_forms_nobody_used_so_far_are_written_anew_where_they_must(
    small: Path, tmp_path: Path
) -> None:
    (small / "publishers.toml").write_text(
        'city.names.zh = "市政府"\ncity.names.en = "The city"\ncity.kind = "government"\n', "utf-8")
    docs = edited(small, lambda docs: docs["publishers"]["city"]["names"].update(ko="시"))
    write_text(docs, small, tmp_path / "out")
    assert same(documents(tmp_path / "out"), docs)


# --- files ---------------------------------------------------------------------------------------

def test_a_record_that_is_gone_takes_its_file_and_outline_with_it(tmp_path: Path) -> None:
    docs = edited(GEO, lambda docs: docs["parks"].pop("park-rok"))
    write_text(docs, GEO, tmp_path / "out")
    assert not (tmp_path / "out/parks/park-rok").exists()
    assert same(documents(tmp_path / "out"), docs)


def test_an_outline_that_is_gone_takes_its_file_with_it(tmp_path: Path) -> None:
    docs = edited(GEO, lambda docs: rok(docs)["location"].pop("outline"))
    write_text(docs, GEO, tmp_path / "out")
    assert not (tmp_path / "out/parks/park-rok/outline.geojson").exists()


def test_a_zone_gets_an_outline_beside_it(tmp_path: Path) -> None:
    def draw(docs: Documents) -> None:
        place = docs["zones"]["zone-auto"]["location"]
        place |= {"outline": {"type": "Polygon", "coordinates": [SQUARE]},
                  "outline_status": "indicative"}

    docs = edited(GEO, draw)
    files = write_text(docs, GEO, tmp_path / "out")
    assert tmp_path / "out/zones/zone-auto.outline.geojson" in files
    assert same(documents(tmp_path / "out"), docs)


def test_in_place_only_files_with_a_difference_are_touched(geo: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in geo.rglob("*") if path.is_file()}
    files = write_text(edited(geo, value_changed), geo, geo)
    after = {path: path.stat().st_mtime_ns for path in geo.rglob("*") if path.is_file()}
    assert {path for path in after if after[path] != before.get(path)} == set(files)
    assert set(before) == set(after)  # no scratch file is left


def test_a_killed_write_leaves_the_old_file_and_no_litter(
    geo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = bytes_of(geo)

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fails)
    with pytest.raises(StoreError, match="No space left"):
        write_text(edited(geo, value_changed), geo, geo)
    assert bytes_of(geo) == before


@pytest.mark.slow
def test_what_a_killed_run_left_is_no_record_and_goes_with_the_next(geo: Path) -> None:
    left = geo / "facilities" / ".faw-vw.toml.writing-4711"
    left.write_text('id = "half', "utf-8")
    assert documents(geo) == documents(GEO)
    assert check(geo) == []
    write_text(edited(geo, value_changed), geo, geo)
    assert not left.exists()


def test_a_folder_with_other_records_is_refused(small: Path, tmp_path: Path) -> None:
    shutil.copytree(GEO, tmp_path / "out")
    with pytest.raises(StoreError, match="Choose an empty folder"):
        write_text(documents(small), small, tmp_path / "out")
    assert bytes_of(tmp_path / "out") == bytes_of(GEO)


def test_a_folder_inside_the_release_is_refused(small: Path) -> None:
    with pytest.raises(StoreError, match="outside"):
        write_text(documents(small), small, small / "out")


@pytest.mark.parametrize("file", [
    "../outside.toml", "sources/../../x.toml", "/etc/x.toml", "sources/a/b.toml", "styles/a.toml"])
def test_a_record_can_only_be_written_where_its_table_stands(
    file: str, small: Path, tmp_path: Path
) -> None:
    docs = edited(small, lambda docs: docs["sources"]["city-2020"].update(file=file))
    with pytest.raises(DataError, match="no file of this table"):
        write_text(docs, small, tmp_path / "out")


@pytest.mark.parametrize(("value", "said"), [(None, "can't be written"), ("\ud83d", "half")])
def test_a_value_without_a_form_in_text_is_named(
    value: object, said: str, small: Path, tmp_path: Path
) -> None:
    docs = edited(small, lambda docs: docs["parks"]["park-one"]["status"].update(as_of=value))
    with pytest.raises(DataError, match=rf"park\.toml · status · as_of: .*{said}"):
        write_text(docs, small, tmp_path / "out")


# --- any sequence of edits -----------------------------------------------------------------------

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.one_of(
    st.booleans(), st.integers(-(2**53), 2**53), WORDS,
    st.floats(allow_nan=False, allow_infinity=False),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=6,
)
TEXTS = st.fixed_dictionaries({"zh": WORDS, "en": WORDS}, optional={"ko": WORDS})
IDS = st.sampled_from(["a", "b", "c-1"])
RECORDS = [("parks", "park-one"), ("zones", "zone-one"), ("stops", "cn-a"), ("stops", "cn-mid"),
           ("services", "service-one"), ("systems", "opening"), ("publishers", "city"),
           ("sources", "city-2020"), ("legs", "cn-a--cn-b"), ("layers", "parks")]


def park(docs: Documents) -> dict[str, Any]:
    return docs["parks"]["park-one"]


def new_claim(number: str, value: object) -> dict[str, Any]:
    return {"id": f"park-one.x.{number}", "value": value, "source": "city-2020"}


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    kind = draw(st.sampled_from(
        ["field", "drop", "claim", "fact", "unfact", "order", "source", "unsource", "outline",
         "shapeless", "events", "track", "leg"]))
    name, value, words = draw(IDS), draw(VALUES), draw(TEXTS)
    table, record = draw(st.sampled_from(RECORDS))
    key = draw(WORDS.filter(lambda word: word not in ("id", "file", "location", "from", "to")))
    place = draw(st.integers(0, 5))

    def edit(docs: Documents) -> None:  # noqa: PLR0912 - one line for each kind
        doc, facts = docs[table].get(record, {}), park(docs)["facts"]
        if kind == "field" and doc:
            doc[key] = value
        elif kind == "drop" and doc:
            keys = sorted(set(doc) - {"id", "file", "location", "from", "to", "facts", "events"})
            doc.pop(keys[place % len(keys)], None) if keys else None
        elif kind == "claim" and facts:
            facts[place % len(facts)]["claims"].insert(place % 2, new_claim(name, value))
        elif kind == "fact":
            facts.insert(place, {"key": name, "label": words, "claims": [new_claim(name, value)]})
        elif kind == "unfact" and facts:
            facts.pop(place % len(facts))
        elif kind == "order":
            facts.reverse()
        elif kind == "source":
            file = f"sources/{'office' if place % 2 else 'all'}.toml"
            docs["sources"][name] = {"id": name, "file": file, "title": words, "x": value}
        elif kind == "unsource":
            docs["sources"].pop(name, None)
        elif kind == "outline":
            shape = {"type": "Polygon", "coordinates": [SQUARE[: place + 1]]}
            docs["zones"]["zone-one"]["location"]["outline"] = shape
        elif kind == "shapeless":
            park(docs)["location"].pop("outline", None)
        elif kind == "events":
            park(docs)["events"] = [*park(docs).get("events", []), {"date": name, "text": words}]
        elif kind == "track":
            docs["tracks"]["cn-a--cn-b"]["coordinates"] = [[1.5, place], [2, 3]]
        elif kind == "leg":
            docs["legs"][f"{name}--cn-a"] = {
                "id": f"{name}--cn-a", "from": name, "to": "cn-a", "file": "routes/legs.toml",
                "basis_note": words}

    return edit


@given(st.lists(edits(), max_size=8))
@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.too_slow])
def test_any_sequence_of_edits_reads_back_and_writes_the_same_again(made: list[Edit]) -> None:
    docs = edited(SMALL, *made)
    with TemporaryDirectory() as folder:
        one, two = Path(folder) / "one", Path(folder) / "two"
        write_text(docs, SMALL, one)
        assert same(documents(one), docs)
        write_text(documents(one), SMALL, two)
        assert bytes_of(one) == bytes_of(two)

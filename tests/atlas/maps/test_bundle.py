"""The browser's modules in one file are the same modules."""

import re
import subprocess
from pathlib import Path

import pytest

from atlas.http import ASSETS
from atlas.maps.bundle import bundle

ENTRY = ASSETS / "js" / "main.js"
EDITING = ASSETS / "js" / "editing.js"
PLAN = ASSETS / "js" / "plan.js"


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "main.js"


def run(folder: Path, made: str) -> str:
    (folder / "made.mjs").write_text(made + "console.log(said);\n", encoding="utf-8")
    done = subprocess.run(["node", "made.mjs"], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def modules_of(entry: Path, found: set[str]) -> set[str]:
    """Names of a module and all of ours it imports."""
    if entry.stem not in found and "vendor" not in entry.parts:
        found.add(entry.stem)
        for name in re.findall(r"^(?:import|export) .*'(\./[^']+)';", entry.read_text("utf-8"), re.MULTILINE):
            modules_of(entry.parent / name, found)
    return found


@pytest.mark.parametrize(("entry", "exports"), [
    (ENTRY, "mountMap, mountTree"), (EDITING, "editMap, forms"), (PLAN, "planner, sayFactor, wayLayer"),
])
def test_every_module_is_in_it_once_and_nothing_is_imported_any_more(entry: Path, exports: str) -> None:
    made = bundle(entry)
    assert not re.search(r"^import\b", made, re.MULTILINE)
    assert re.findall(r"^export .*", made, re.MULTILINE)[0].startswith(f"export const {{ {exports} }}")
    assert len(re.findall(r"^const m\d+ = \(", made, re.MULTILINE)) == len(modules_of(entry, set()))


def test_each_module_of_ours_is_served_in_a_bundle() -> None:
    modules = {path.stem for path in ENTRY.parent.glob("*.js")}
    served = modules_of(PLAN, modules_of(EDITING, modules_of(ENTRY, set())))
    assert served == modules - {"bootstrap", "types"}


def test_what_editing_needs_is_not_loaded_by_every_visitor() -> None:
    editing = modules_of(EDITING, set())
    assert {"forms", "uploading", "editmap", "outline"} <= editing - modules_of(ENTRY, set())
    assert "leaflet" not in editing  # a second Leaflet would take the first one's place
    assert b"vendor" not in bundle(EDITING).encode()


def test_what_planning_needs_is_not_loaded_by_every_visitor() -> None:
    planning = modules_of(PLAN, set())
    assert {"ways", "waylines", "wayreading"} <= planning - modules_of(ENTRY, set())
    assert "leaflet" not in planning
    assert b"vendor" not in bundle(PLAN).encode()


def test_types_and_remarks_beside_the_code_are_left_out(tmp_path: Path) -> None:
    main = "// A remark.\nexport const said = /** @type {any} */ ('// kept /* too */');\n"
    made = bundle(written(tmp_path, main=main))
    assert "@type" not in made and "A remark" not in made
    assert run(tmp_path, made) == "// kept /* too */"


def test_names_are_renamed_passed_on_and_kept_apart(tmp_path: Path) -> None:
    entry = written(
        tmp_path,
        main="import { a as first } from './one.js';\nexport { b } from './two.js';\n"
        "const own = 1;\nexport const said = `${first()} ${own}`;\n",
        one="import { b } from './two.js';\nconst own = 2;\nexport function a() { return own + b; }\n",
        two="/** A remark. */\nexport const b = 40;\n",
    )
    made = bundle(entry)
    assert "A remark" not in made
    assert run(tmp_path, made) == "42 1"


@pytest.mark.parametrize("line", ["export let a = 1;", "import x from './one.js';", "export * from './one.js';"])
def test_a_form_it_does_not_know_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="can't be bundled"):
        bundle(written(tmp_path, main=line + "\n", one="export const a = 1;\n"))


def test_a_circle_of_imports_is_refused(tmp_path: Path) -> None:
    circle = {"main": "import { a } from './one.js';\n", "one": "import { b } from './main.js';\n"}
    with pytest.raises(ValueError, match="imports itself"):
        bundle(written(tmp_path, **circle))


def test_indents_and_empty_lines_are_left_out_and_texts_keep_their_spaces(tmp_path: Path) -> None:
    main = "export const said = [\n\n    'a  b',\n\t`c  ${1}`,\n].join();\n"
    made = bundle(written(tmp_path, main=main))
    assert "    'a" not in made
    assert run(tmp_path, made) == "a  b,c  1"


def test_a_text_over_several_lines_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="several lines"):
        bundle(written(tmp_path, main="export const said = `a\n  b`;\n"))

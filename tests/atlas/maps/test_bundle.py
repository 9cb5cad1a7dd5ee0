"""The browser's modules in one file are the same modules."""

import re
import subprocess
from pathlib import Path

import pytest

from atlas.http import ASSETS
from atlas.maps.bundle import bundle

ENTRY = ASSETS / "js" / "main.js"


def written(folder: Path, **modules: str) -> Path:
    for name, text in modules.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / "main.js"


def run(folder: Path, made: str) -> str:
    (folder / "made.mjs").write_text(made + "console.log(said);\n", encoding="utf-8")
    done = subprocess.run(["node", "made.mjs"], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_every_module_is_in_it_once_and_nothing_is_imported_any_more() -> None:
    made = bundle(ENTRY)
    assert not re.search(r"^import\b", made, re.MULTILINE)
    assert re.findall(r"^export .*", made, re.MULTILINE)[0].startswith("export const { mountMap, mountTree }")
    modules = [path.stem for path in ENTRY.parent.glob("*.js")]
    entered = len(re.findall(r"^const m\d+ = \(", made, re.MULTILINE))
    assert entered == len(modules) - len({"bootstrap", "types"} & set(modules))


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

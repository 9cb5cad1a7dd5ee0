"""An atlas whose texts attack it: scripts, templates, and text that breaks careless programs.

Each value must be shown exactly as it is written here.
"""

import json
import re
import shutil
from pathlib import Path

from tests.conftest import GEO

SCRIPTS = (
    "<script>window.__xss='a'</script>",
    "<img src=x onerror=\"window.__xss='b'\">",
    "</script><script>window.__xss='c'</script>",
    "${window.__xss='d'}",
    "`);window.__xss='e';//",
    "<svg onload=\"window.__xss='f'\">",
    "<a href=\"javascript:window.__xss='g'\">open</a>",
    "<iframe srcdoc=\"<script>parent.__xss='h'</script>\"></iframe>",
)
BREAKERS = (
    "C:\\share\\20190221\\map",
    "a`b",
    "cost ${100}",
    'O\'Neil "park"',
    "line\u2028sep\u2029end",
    "{{7*7}} {% raw %}",
    "100% <b>bold</b> & co",
    "<!-- <script>",
    "end\\",
)
ODD = (
    "\u202egnp.exe",
    "a\u200bb\u200d",
    "Z\u0334\u0321\u0347a\u0338\u0359l\u0336g\u0335o",
    "🚄🏭",
    "bell\u0007",
    "\ud7ff",
    "长" * 300,
)
TEMPLATES = (
    "{{7*7}}",
    "pid={{cycler.__init__.__globals__.os.getpid()}}",
    "{% if 1 %}unclosed",
    "{# swallowed",
    "{{ undefined.attr.attr }}",
    "{% endraw %}{{7*7}}",
    "{{'%d'|format(49)}}",
    "plain {curly} text",
    "%(named)s {0} {count}",
)
VALUES = (*SCRIPTS, *BREAKERS, *ODD, *TEMPLATES)
PARK, PLACE = "park-hostile", "hostile-place"
NAME = f"{SCRIPTS[1]} {TEMPLATES[0]}"
PLACE_NAME = f"{SCRIPTS[0]} {BREAKERS[1]}"
LAYER = f"{SCRIPTS[2]} {TEMPLATES[2]}"
PUBLISHER = f"{SCRIPTS[6]} {TEMPLATES[3]}"
TITLE = f"{SCRIPTS[7]} {TEMPLATES[4]}"
LABEL = "{{7*7}}<img src=x onerror=\"window.__xss='label'\">"


def hostile_data(folder: Path) -> Path:
    """A copy of the real data with one more park, place, source and a renamed layer."""
    data = Path(shutil.copytree(GEO, folder / "geo"))
    _write(data / "parks" / PARK / "park.toml", _record(PARK, "park", "parks", NAME, _facts()))
    _write(
        data / "facilities" / f"{PLACE}.toml",
        _record(PLACE, "manufacturing", "facilities", PLACE_NAME, _facts(PLACE)),
    )
    _append(data / "publishers.toml", f'\n[hostile]\nnames = {_both(PUBLISHER)}\nkind = "press"\n')
    _append(data / "sources" / "web.toml", _sources())
    catalog = data / "catalog.toml"
    titled = re.sub(r"title = \{zh = \"国际合作园区\".*", lambda _: f"title = {_both(LAYER)}",
                    catalog.read_text("utf-8"), count=1)  # fmt: skip
    catalog.write_text(titled, "utf-8")
    return data


def _record(record_id: str, kind: str, layer: str, name: str, facts: str) -> str:
    return f"""
id = "{record_id}"
kind = "{kind}"
layer = "{layer}"
system = "opening"
search = [{_text(SCRIPTS[3])}]

[names]
zh = {{text = {_text(name)}, status = "attested"}}
en = {{text = {_text(name)}, status = "attested"}}

[short]
zh = {_text(name)}
en = {_text(name)}

[status]
code = "operating"
as_of = "2026-01"
text = {_both(SCRIPTS[4])}
source = "hostile-source"

[location]
confidence = "high"
accuracy_km = 0.5
point = [{"125.40, 43.70" if kind == "park" else "125.10, 43.75"}]
datum = "WGS84"
source = "hostile-source"
statement = {_both(TEMPLATES[1])}

[summary]
zh = {_text(BREAKERS[0])}
en = {_text(BREAKERS[0])}
{facts}"""


def _facts(owner: str = PARK) -> str:
    return "".join(_fact(owner, number, value) for number, value in enumerate(VALUES))


def _fact(owner: str, number: int, value: str) -> str:
    return f"""
[[facts]]
key = "hostile_{number}"
group = "profile"
label = {_both(LABEL)}
audience = "public"
{f"headline = {number + 1}" if number < 4 else ""}
[[facts.claims]]
id = "{owner}.hostile.{number}"
text = {_both(value)}
as_of = "2026-01"
source = "hostile-source"
confidence = "high"
review_by = "2027-11"
note = {_both(value)}
"""


def _sources() -> str:
    return f"""
[hostile-source]
publisher = "hostile"
title = {_both(TITLE)}
date = "2026-01"
url = "javascript:window.__xss='url'"
licence = {_text(SCRIPTS[5])}
grade = "press"
note = {_both(TEMPLATES[5])}
"""


def _both(text: str) -> str:
    return f"{{zh = {_text(text)}, en = {_text(text)}}}"


def _text(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's too."""
    return json.dumps(text, ensure_ascii=False).replace("\u007f", "\\u007f")


def _write(path: Path, content: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")


def _append(path: Path, content: str) -> None:
    _write(path, path.read_text("utf-8") + content)

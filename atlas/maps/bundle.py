"""The browser's modules as one file: seventy small requests, three deep, become one.

Each module becomes a function called once, in the order of imports; names stay inside it. Only
the forms our own modules use are read (``import {…} from './x.js'``, ``export function``,
``export const``, ``export {…} from``); anything else is refused, so that a module is never
served half right. Vendored scripts are taken in as they are.
"""

import re
from pathlib import Path

IMPORT = re.compile(r"^import \{([^}]*)\} from '([^']+)';[ \t]*$", re.MULTILINE)
RUN = re.compile(r"^import '([^']+)';[ \t]*$", re.MULTILINE)
PASS_ON = re.compile(r"^export \{([^}]*)\} from '([^']+)';[ \t]*$", re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?function\*?|class|const) (\w+)", re.MULTILINE)
LEFT_OVER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)
# Comments that stand on lines of their own: a quarter of the text, and nothing the browser needs.
REMARK = re.compile(r"^[ \t]*(?:/\*\*(?:[^*]|\*(?!/))*\*/|//.*)[ \t]*\n", re.MULTILINE)
# Indents and empty lines too; no text of ours runs over several lines (refused below).
AIR = re.compile(r"^[ \t]+|^\n", re.MULTILINE)
TYPE = re.compile(r"/\*\* @[^*\n]*\*/ ?")  # a type beside the code


def bundle(entry: Path) -> str:
    """One module with the exports of ``entry`` and everything it imports.

    Raises
    ------
    ValueError
        Where a module uses another form of import or export, imports itself over others, or holds a
        text over several lines.

    """
    order: list[Path] = []
    _visit(entry.resolve(), order, ())
    numbers = {path: number for number, path in enumerate(order)}
    parts = [_vendored(path) if _is_vendored(path) else _wrapped(path, numbers) for path in order]
    names = sorted(_exports(entry.resolve().read_text("utf-8")))
    parts.append(f"export const {{ {', '.join(names)} }} = m{numbers[entry.resolve()]};")
    return "\n".join(parts) + "\n"


def _visit(path: Path, order: list[Path], above: tuple[Path, ...]) -> None:
    """Put a module behind all it imports."""
    if path in order:
        return
    if path in above:
        raise ValueError(f"{path.name}: imports itself over {above[-1].name}")
    for target in _imported(path):
        _visit(target, order, (*above, path))
    order.append(path)


def _imported(path: Path) -> list[Path]:
    if _is_vendored(path):
        return []
    text = path.read_text("utf-8")
    found = [match.group(2) for pattern in (IMPORT, PASS_ON) for match in pattern.finditer(text)]
    found += [match.group(1) for match in RUN.finditer(text)]
    return [(path.parent / name).resolve() for name in found]


def _is_vendored(path: Path) -> bool:
    return "vendor" in path.parts


def _vendored(path: Path) -> str:
    """A classic script: what it sets on the global object is all it gives."""
    return path.read_text("utf-8").rstrip()


def _exports(text: str) -> set[str]:
    own = {match.group(2) for match in EXPORT.finditer(text)}
    passed = (match.group(1) for match in PASS_ON.finditer(text))
    return own | {name.strip() for names in passed for name in names.split(",")}


def _wrapped(path: Path, numbers: dict[Path, int]) -> str:
    text = TYPE.sub("", REMARK.sub("", path.read_text("utf-8")))
    exports = sorted(_exports(text))

    def taken(match: re.Match[str]) -> str:
        number = numbers[(path.parent / match.group(2)).resolve()]
        return f"const {{{match.group(1).replace(' as ', ': ')}}} = m{number};"

    body = RUN.sub("", PASS_ON.sub(taken, IMPORT.sub(taken, text)))
    body = EXPORT.sub(r"\1 \2", body)
    if left := LEFT_OVER.search(body):
        raise ValueError(f"{path.name}: can't be bundled: {left.group()}")
    if any(line.count("`") % 2 for line in body.splitlines()):
        raise ValueError(f"{path.name}: a text over several lines can't be bundled")
    body = AIR.sub("", body)
    return f"const m{numbers[path]} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();"

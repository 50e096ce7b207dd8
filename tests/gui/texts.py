"""Every text of the window that a user sees, with its context: its own, the sentences of errors that reach it from the
engines below, and the words on the card of the weights that come with the program.

Run as a program (make translations), it brings gui/translations up to date; what is new is then unfinished there. Qt's
lupdate reads the calls from a file that is written for it, for it does not understand helpers such as `_tr`.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT / "gui" / "translations" / "whospeaks_de.ts"
COMMAND_LINE = (
    "*_cli.py",
    "console.py",
    "published_*.py",
    "training/*.py",
    "evaluation/*.py",
    "corpora/*.py",
    "sincnet/kinds.py",
    "generator/cli*.py",
    *("generator/faces/*.py", "generator/figures/*.py", "portrait/sheet.py"),
    *("traits/corpus.py", "traits/fit.py", "traits/training.py"),
    *("gan/batches.py", "gan/config.py", "speech2face/losses.py"),
)
"""What is asked and told there alone: commands, and what is learned from and measured on."""


@dataclass(frozen=True, order=True)
class Text:
    context: str
    text: str


def texts_of(source: str) -> Iterator[Text]:
    """The texts of one module: of `self.tr`, of `translate` with a context, and of a helper that calls that."""
    tree = ast.parse(source)
    helpers = {
        function.name: context
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and "tr" in function.name.split("_")
        for context in _contexts(function)
    }

    def visit(node: ast.AST, within: str) -> Iterator[Text]:
        if isinstance(node, ast.ClassDef):
            within = node.name
        if isinstance(node, ast.Call):
            match node.func, node.args:
                case ast.Attribute(attr="tr"), [ast.Constant(value=str(text)), *_]:
                    yield Text(within, text)
                case (
                    (ast.Attribute(attr="translate") | ast.Name(id="translate")),
                    [ast.Constant(value=str(context)), ast.Constant(value=str(text)), *_],
                ):
                    yield Text(context, text)
                case ast.Name(id=name), [ast.Constant(value=str(text)), *_] if name in helpers:
                    yield Text(helpers[name], text)
        for child in ast.iter_child_nodes(node):
            yield from visit(child, within)

    yield from visit(tree, "")


def _contexts(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        match node:
            case ast.Call(
                func=ast.Attribute(attr="translate") | ast.Name(id="translate"),
                args=[ast.Constant(value=str(context)), ast.Name(), *_],
            ):
                yield context


def errors_of(source: str) -> Iterator[Text | None]:
    """The templates of the errors that one module makes; None for one whose words are put together as it is made."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=ast.Name(id="WhoSpeaksError" | "AudioError"), args=[ast.Constant(value=str(text))]):
                yield Text("WhoSpeaksError", text)
            case ast.Call(func=ast.Name(id="WhoSpeaksError" | "AudioError")):
                yield None


def met_by_the_window() -> list[Path]:
    """The modules whose errors it can meet; those of the command line and of training stay in English."""
    modules = [
        path for room in ("audio", "sincnet", "generator", "gui") for path in sorted((ROOT / room).rglob("*.py"))
    ]
    return [path for path in modules if not any(path.match(pattern) for pattern in COMMAND_LINE)]


def _card() -> Iterator[Text]:
    card = json.loads((ROOT / "assets" / "models" / "default.json").read_text("utf-8"))
    yield from (Text("card", card[key]) for key in ("protocol", "limits"))


def all_texts() -> list[Text]:
    """Those of the whole window, each once."""
    found = set(_card())
    for path in sorted((ROOT / "gui").rglob("*.py")):
        found.update(texts_of(path.read_text("utf-8")))
    for path in met_by_the_window():
        found.update(text for text in errors_of(path.read_text("utf-8")) if text is not None)
    return sorted(found)


def update() -> None:
    with tempfile.TemporaryDirectory() as folder:
        calls = Path(folder) / "texts.py"
        calls.write_text("".join(f"translate({one.context!r}, {one.text!r})\n" for one in all_texts()), "utf-8")
        programs = Path(sys.executable).parent
        options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "de"]
        subprocess.run([programs / "pyside6-lupdate", calls, *options, "-ts", CATALOGUE], check=True)
        compiled = CATALOGUE.with_suffix(".part")
        subprocess.run([programs / "pyside6-lrelease", CATALOGUE, "-nounfinished", "-qm", compiled], check=True)
        compiled.replace(CATALOGUE.with_suffix(".qm"))  # not in place: a program that runs has mapped the file


if __name__ == "__main__":
    update()

"""The house rules that imports can show: data flows one way, every library has its place, nothing talks to a network.

main.py -> gui -> generator -> sincnet -> audio: a room may use what lies downstream of it. (The first sketch led from
generator straight to audio; but faces are imagined from the same d-vectors, and trained with the same tools.)
"""

import ast
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

import pytest

ROOT = Path(__file__).resolve().parents[1]

DOWNSTREAM = {
    "main": {"gui", "sincnet", "generator", "audio"},
    "gui": {"sincnet", "generator", "audio"},
    "sincnet": {"audio"},
    "generator": {"sincnet", "audio"},
    "audio": set[str](),
}
ONLY_FILE = {"pyaudio": "audio/portaudio.py", "webrtcvad": "audio/vad.py", "sqlite3": "sincnet/database.py"}
ONLY_ROOMS = {
    "PySide6": {"gui"},
    "shiboken6": {"gui"},
    "torch": {"sincnet", "generator"},
    "safetensors": {"sincnet", "generator"},
}
MAY_PRINT = {"main.py", "sincnet/console.py"}
NETWORK = [
    *("socket", "socketserver", "ssl", "http", "urllib", "urllib3", "requests", "httpx", "aiohttp", "websockets"),
    *("ftplib", "smtplib", "poplib", "imaplib", "xmlrpc", "telnetlib", "huggingface_hub", "torch.hub"),
    *("PySide6.QtNetwork", "PySide6.QtWebSockets", "PySide6.QtHttpServer"),
    *("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets", "PySide6.QtWebEngineQuick"),
]
LOCAL_SOCKET_PAIR = "gui/interrupt.py"
"""Wakes its own event loop through `socket.socketpair`, which reaches nobody else; it may use nothing else of it."""

WITHOUT_TORCH = [
    *("sincnet.amendments", "sincnet.parcel"),
    *("sincnet.analysis", "sincnet.events", "sincnet.faces", "sincnet.gallery", "sincnet.names", "sincnet.paths"),
    *("sincnet.samples", "sincnet.strictness", "sincnet.voice_map"),
    *("sincnet.transcript", "sincnet.turn_sheet", "sincnet.diary", "sincnet.diary_rows", "sincnet.keeping"),
]
"""What the window may load before the model: all that gui imports of sincnet when it is itself imported."""


@dataclass(frozen=True)
class Import:
    """`module` with the imported name, as in sincnet.gallery.Person; `when` it happens."""

    module: str
    line: int
    when: Literal["import", "call", "typing"]

    def within(self, *modules: str) -> bool:
        return any(f"{self.module}.".startswith(f"{module}.") for module in modules)


def imports_of(path: PurePosixPath, tree: ast.Module) -> list[Import]:
    """All imports of a file, wherever they stand, those through importlib included."""
    found: list[Import] = []

    def visit(node: ast.AST, when: Literal["import", "call", "typing"]) -> None:
        match node:
            case ast.Import(names=names):
                found.extend(Import(alias.name, node.lineno, when) for alias in names)
            case ast.ImportFrom(module=module, names=names, level=level):
                here = path.parts[: len(path.parts) - level] if level else ()
                package = [*here, module] if module else here
                found.extend(Import(".".join([*package, alias.name]), node.lineno, when) for alias in names)
            case ast.Call(func=ast.Name(id="__import__" | "import_module"), args=[ast.Constant(value=str(module)), *_]):
                found.append(Import(module, node.lineno, when))
            case ast.Call(func=ast.Attribute(attr="import_module"), args=[ast.Constant(value=str(module)), *_]):
                found.append(Import(module, node.lineno, when))
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
                when = "call" if when == "import" else when
            case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING")):
                for statement in node.body:
                    visit(statement, "typing")
                for statement in node.orelse:
                    visit(statement, when)
                return
        for child in ast.iter_child_nodes(node):
            visit(child, when)

    visit(tree, "import")
    return found


def violations(path: PurePosixPath, source: str) -> Iterator[str]:
    """What a file of the rooms does that it must not; `path` relative to the root."""
    tree = ast.parse(source)
    room = path.parts[0].removesuffix(".py")
    for found in imports_of(path, tree):
        at = f"{path}:{found.line}: {found.module}"
        target = found.module.split(".")[0]
        if target in DOWNSTREAM and target != room and target not in DOWNSTREAM[room]:
            yield f"{at}: no arrow leads from {room} to {target}"
        if target in ONLY_FILE and str(path) != ONLY_FILE[target]:
            yield f"{at}: only {ONLY_FILE[target]} may import {target}"
        if target in ONLY_ROOMS and room not in ONLY_ROOMS[target]:
            yield f"{at}: {room} may not import {target}"
        if found.within(*NETWORK) and not (str(path) == LOCAL_SOCKET_PAIR and found.module == "socket"):
            yield f"{at}: nothing opens a network socket"
        if room == "gui" and found.when == "import" and target == "sincnet" and not found.within(*WITHOUT_TORCH):
            yield f"{at}: the window is up before torch is loaded; import it where it is used"
        if room == "main" and found.when == "import" and target == "gui":
            yield f"{at}: the command line runs without Qt; import it where it is used"
    for node in ast.walk(tree):
        match node:
            case ast.Name(id="print") if str(path) not in MAY_PRINT:
                yield f"{path}:{node.lineno}: print belongs to the command line"
            case ast.Attribute(value=ast.Name(id="socket"), attr=name) if name != "socketpair":
                yield f"{path}:{node.lineno}: socket.{name}: nothing opens a network socket"


def sources() -> list[str]:
    rooms = [room for room in DOWNSTREAM if room != "main"]
    files = [ROOT / "main.py", *(file for room in rooms for file in sorted((ROOT / room).rglob("*.py")))]
    return [file.relative_to(ROOT).as_posix() for file in files]


@pytest.mark.parametrize("path", sources())
def test_the_house_rules_hold(path: str) -> None:
    assert list(violations(PurePosixPath(path), (ROOT / path).read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    ("path", "source", "complaint"),
    [
        ("audio/a.py", "import sincnet", "no arrow leads from audio to sincnet"),
        ("audio/a.py", "from sincnet.events import Heard", "no arrow"),
        ("audio/a.py", "def f():\n    from gui import app", "a.py:2: gui.app: no arrow"),
        ("audio/a.py", "from .. import sincnet", "no arrow"),
        ("sincnet/a.py", "import gui.app", "no arrow"),
        ("sincnet/a.py", "import generator", "no arrow"),
        ("sincnet/a.py", "import main", "no arrow"),
        ("sincnet/a.py", "if TYPE_CHECKING:\n    import gui", "no arrow"),
        ("sincnet/a.py", "import importlib\nimportlib.import_module('gui.app')", "no arrow"),
        ("sincnet/a.py", "__import__('gui')", "no arrow"),
        ("generator/a.py", "import gui.app", "no arrow"),
        ("gui/a.py", "import main", "no arrow"),
        ("audio/files.py", "import pyaudio", "only audio/portaudio.py may import pyaudio"),
        ("audio/segmenter.py", "try:\n    import webrtcvad\nexcept ImportError:\n    pass", "only audio/vad.py"),
        ("sincnet/live.py", "from sqlite3 import connect", "only sincnet/database.py"),
        ("sincnet/a.py", "from PySide6.QtCore import QObject", "sincnet may not import PySide6"),
        ("main.py", "def f():\n    import PySide6", "main may not import PySide6"),
        ("main.py", "import gui.app", "runs without Qt"),
        ("main.py", "import torch", "main may not import torch"),
        ("gui/a.py", "def f():\n    import torch.nn", "gui may not import torch"),
        ("audio/a.py", "import torch", "audio may not import torch"),
        ("gui/a.py", "from sincnet.recogniser import Recogniser", "before torch is loaded"),
        ("gui/a.py", "from sincnet import model", "before torch is loaded"),
        ("gui/a.py", "class A:\n    import sincnet.identifier", "before torch is loaded"),
        ("gui/a.py", "if TYPE_CHECKING:\n    pass\nelse:\n    import sincnet.model", "before torch is loaded"),
        ("gui/a.py", "import sincnet.events_of_torch", "before torch is loaded"),
        ("sincnet/a.py", "from urllib.request import urlopen", "nothing opens a network socket"),
        ("gui/a.py", "from PySide6 import QtNetwork", "nothing opens a network socket"),
        ("gui/a.py", "import socket", "nothing opens a network socket"),
        ("gui/interrupt.py", "import socket\nsocket.socket()", "interrupt.py:2: socket.socket: nothing opens"),
        ("gui/interrupt.py", "from socket import socket", "nothing opens a network socket"),
        ("sincnet/a.py", "from torch import hub", "nothing opens a network socket"),
        ("sincnet/train.py", "print('epoch')", "print belongs to the command line"),
        ("gui/a.py", "callback = print", "print belongs to the command line"),
    ],
)
def test_a_breach_is_seen(path: str, source: str, complaint: str) -> None:
    assert any(complaint in violation for violation in violations(PurePosixPath(path), source))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("main.py", "import sys, sincnet.cli\nprint('usage')\ndef window():\n    import gui.app"),
        ("gui/a.py", "import audio.source, generator\nfrom PySide6 import QtWidgets\nfrom sincnet import events"),
        ("gui/a.py", "if TYPE_CHECKING:\n    from sincnet.recogniser import Recogniser"),
        ("gui/a.py", "def load():\n    from sincnet.recogniser import Recogniser"),
        ("gui/interrupt.py", "import socket\nsocket.socketpair()"),
        ("sincnet/a.py", "import torch.distributed\nfrom audio.source import RATE\nfrom . import events"),
        ("audio/portaudio.py", "import pyaudio"),
        ("audio/a.py", "def voiceprint(fingerprint): return fingerprint(printer.print)"),
    ],
)
def test_what_is_allowed_is_not_a_breach(path: str, source: str) -> None:
    assert list(violations(PurePosixPath(path), source)) == []


def loaded_by(modules: list[str]) -> set[str]:
    """The names of all modules that a fresh Python has loaded after importing these."""
    code = f"import sys, importlib\nfor name in {modules!r}: importlib.import_module(name)\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def test_no_window_loads_torch() -> None:
    windows = [path.removesuffix(".py").replace("/", ".") for path in sources() if path.startswith("gui/")]
    assert "gui.__init__" in windows
    assert "torch" not in loaded_by([window.removesuffix(".__init__") for window in windows])


def test_the_window_is_up_before_what_is_opened_later_is_loaded() -> None:
    loaded = loaded_by(["main", "gui.app"])
    later = {"PIL", "PySide6.QtMultimedia", "gui.enrol.dialog", "gui.stage.window", "gui.people.view"}
    assert "gui.live.view" in loaded and not later & loaded


def test_the_command_line_loads_no_qt() -> None:
    loaded = loaded_by(["main"])
    assert "PySide6" not in loaded and "gui" not in loaded


def test_what_is_said_to_be_free_of_torch_is() -> None:
    assert "torch" not in loaded_by(WITHOUT_TORCH)
    assert "torch" in loaded_by(["sincnet.model"])

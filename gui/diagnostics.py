"""What somebody who is asked for help wants to know: versions, the platform, devices, the end of the log. No names."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QCoreApplication, QLibraryInfo, qVersion
from PySide6.QtGui import QGuiApplication

from gui.log import Blotted, LogFile
from gui.sources import Device

PACKAGES = "torch", "numpy", "PySide6-Essentials", "pyaudio", "soundfile", "soxr", "webrtcvad-wheels"
LINES = 40


def report(devices: Sequence[Device], log: LogFile | None, names: Sequence[str]) -> str:
    """Plain text in English, for it is read by whoever helps. `names` are blotted out wherever they turn up."""
    screens = [
        f"{screen.size().width()}×{screen.size().height()} at {screen.devicePixelRatio():g}×"
        for screen in QGuiApplication.screens()
    ]
    lines = [
        f"WhoSpeaks {QCoreApplication.applicationVersion() or 'of unknown version'}",
        f"Python {platform.python_version()} on {platform.platform()}, {platform.machine()}",
        f"Qt {qVersion()}, {QGuiApplication.platformName()}, {'debug' if QLibraryInfo.isDebugBuild() else 'release'}",
        "Packages: " + ", ".join(f"{name} {_version(name)}" for name in PACKAGES),
        "Screens: " + (", ".join(screens) or "none"),
        "Microphones: " + ("; ".join(f"{d.label}{' (default)' * d.is_default}" for d in devices) or "none"),
        f"People enrolled: {len(names)}",
        f"Frozen: {'yes' if getattr(sys, 'frozen', False) else 'no'}",
        "",
        *(log.last(LINES) if log is not None else ["No log is kept."]),
    ]
    blotted = Blotted()
    blotted.hide(names)
    return "\n".join(map(blotted.blot, lines)) + "\n"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "missing"

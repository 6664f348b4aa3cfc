"""Whether the system was told to keep movement on the screen to a minimum.

Each system is asked in its own way, and one that cannot be asked has not been told.
"""

from __future__ import annotations

import configparser
import ctypes
import os
import plistlib
import subprocess
import sys
from pathlib import Path

_SPI_GETCLIENTAREAANIMATION = 0x1042
_PATIENCE = 1.0
"""How many seconds an answer may take."""


def is_motion_reduced() -> bool:
    """What the person has told the system; asking it takes up to some tens of milliseconds."""
    try:
        if sys.platform == "win32":
            return _windows()
        if sys.platform == "darwin":
            return _mac(Path.home() / "Library/Preferences/com.apple.universalaccess.plist")
        return _kde(_config_home() / "kdeglobals") or _gnome(os.environ.get("XDG_CURRENT_DESKTOP", ""))
    except (OSError, ValueError, subprocess.SubprocessError, configparser.Error):
        return False


def _windows() -> bool:
    """Settings ▸ Accessibility ▸ Visual effects ▸ Animation effects."""
    animated = ctypes.c_int(1)
    library = ctypes.CDLL("user32")
    asked = library.SystemParametersInfoW(_SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animated), 0)
    return bool(asked) and not animated.value


def _mac(preferences: Path) -> bool:
    """System Settings ▸ Accessibility ▸ Display ▸ Reduce motion."""
    with preferences.open("rb") as file:
        return bool(plistlib.load(file).get("reduceMotion", False))


def _config_home() -> Path:
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _kde(settings: Path) -> bool:
    """System Settings ▸ Animations, with the speed at "instant"."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.read(settings, encoding="utf-8")
    return parser.getfloat("KDE", "AnimationDurationFactor", fallback=1.0) == 0.0


def _gnome(desktop: str) -> bool:
    """Settings ▸ Accessibility ▸ Seeing ▸ Reduce animation, where the desktop is one that has it."""
    if not any(name in desktop for name in ("GNOME", "Unity", "Cinnamon", "Budgie")):
        return False
    command = ("gsettings", "get", "org.gnome.desktop.interface", "enable-animations")
    found = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=True)
    return found.stdout.strip() == "false"

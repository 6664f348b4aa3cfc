"""What the window remembers from one start to the next, each thing with its default.

Kept in the place where the platform keeps such things, through QSettings.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QDir, QSettings, QStandardPaths

from nnviz.session.choices import COLOURS, Unit
from nnviz.session.pace import FLAT_OUT, PACES, Pace
from nnviz.ui.language import LANGUAGES, system_language
from nnviz.ui.text_size import STEPS as TEXT_STEPS
from nnviz.ui.theme import POLES

FOLLOW_SYSTEM = "system"
_LAYOUT_VERSION = 1

PAST_MEGABYTES = (64, 256, 1024, 4096)
"""How much memory a person may give to the past of a run."""

FRAME_RATES = (60, 30, 15)
"""How often a second the network may be drawn."""


def is_motion_reduced() -> bool:
    """What the system was told; whoever asks it is imported only when it is asked."""
    from nnviz.ui import reduced_motion

    return reduced_motion.is_motion_reduced()


class Settings:
    """Typed access to what is remembered; a value that makes no sense gives the default."""

    def __init__(self, store: QSettings | None = None) -> None:
        self._store = store or QSettings("nnviz", "nnviz")

    @property
    def place(self) -> str:
        """The file in which all is remembered."""
        return self._store.fileName()

    @property
    def can_be_kept(self) -> bool:
        """Whether that can be written."""
        return self._store.isWritable()

    def _choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self._store.value(key, default)
        return value if isinstance(value, str) and value in allowed else default

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._choice("theme", (FOLLOW_SYSTEM, "light", "dark"), FOLLOW_SYSTEM)

    @theme.setter
    def theme(self, name: str) -> None:
        self._store.setValue("theme", name)

    @property
    def language(self) -> str:
        """A code of :data:`nnviz.ui.language.LANGUAGES`; the system's to begin with."""
        return self._choice("language", tuple(LANGUAGES), system_language())

    @language.setter
    def language(self, code: str) -> None:
        self._store.setValue("language", code)

    @property
    def colour_mode(self) -> str:
        """The value of the canvas's colour mode."""
        return self._choice("colour", COLOURS, "gradients")

    @colour_mode.setter
    def colour_mode(self, value: str) -> None:
        self._store.setValue("colour", value)

    @property
    def pace(self) -> Pace:
        """How fast a run goes."""
        keys = {self._pace_key(pace): pace for pace in PACES}
        return keys[self._choice("pace", tuple(keys), self._pace_key(FLAT_OUT))]

    @pace.setter
    def pace(self, pace: Pace) -> None:
        self._store.setValue("pace", self._pace_key(pace))

    @staticmethod
    def _pace_key(pace: Pace) -> str:
        return f"{pace.unit.value}-{pace.per_second:g}"

    @property
    def unit(self) -> Unit:
        """How far a plain step goes."""
        return Unit(self._choice("step", tuple(unit.value for unit in Unit), Unit.FORMULA.value))

    @unit.setter
    def unit(self, unit: Unit) -> None:
        self._store.setValue("step", unit.value)

    @property
    def digits(self) -> int:
        """Digits after the point in the inspector's tables, 2 to 8."""
        return int(self._choice("digits", tuple(map(str, range(2, 9))), "4"))

    @digits.setter
    def digits(self, value: int) -> None:
        self._store.setValue("digits", str(value))

    @property
    def loss_scale(self) -> str:
        """What the loss is drawn with: ``log`` or ``linear``."""
        return self._choice("loss_scale", ("log", "linear"), "log")

    @loss_scale.setter
    def loss_scale(self, name: str) -> None:
        self._store.setValue("loss_scale", name)

    @property
    def predict(self) -> bool:
        """Whether a guess is asked for before a result is shown."""
        return self._choice("predict", ("on", "off"), "off") == "on"

    @predict.setter
    def predict(self, on: bool) -> None:
        self._store.setValue("predict", "on" if on else "off")

    @property
    def picture_folder(self) -> str:
        """The folder of the last picture; to begin with, where the system keeps pictures."""
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        folders = (str(self._store.value("picture_folder", "")), usual)
        return next((folder for folder in folders if folder and QDir(folder).exists()), QDir.homePath())

    @picture_folder.setter
    def picture_folder(self, folder: str) -> None:
        self._store.setValue("picture_folder", folder)

    @property
    def export_folder(self) -> str:
        """The folder of the last export; to begin with, where the system keeps documents."""
        usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folders = (str(self._store.value("export_folder", "")), usual)
        return next((folder for folder in folders if folder and QDir(folder).exists()), QDir.homePath())

    @export_folder.setter
    def export_folder(self, folder: str) -> None:
        self._store.setValue("export_folder", folder)

    @property
    def picture_kind(self) -> str:
        """The ending of the last picture's name."""
        return self._choice("picture_kind", ("png", "svg", "pdf"), "png")

    @picture_kind.setter
    def picture_kind(self, ending: str) -> None:
        self._store.setValue("picture_kind", ending)

    @property
    def motion(self) -> bool:
        """Whether the flow over the edges is shown to move; what the system was told to begin with."""
        chosen = self._choice("motion", ("on", "off"), "")
        return chosen == "on" if chosen else not is_motion_reduced()

    @motion.setter
    def motion(self, on: bool) -> None:
        self._store.setValue("motion", "on" if on else "off")

    @property
    def thumbnails(self) -> bool:
        """Whether units show what they give over the input plane."""
        return self._choice("thumbnails", ("on", "off"), "off") == "on"

    @thumbnails.setter
    def thumbnails(self, on: bool) -> None:
        self._store.setValue("thumbnails", "on" if on else "off")

    @property
    def past_megabytes(self) -> int:
        """How much memory the past of a run may take, one of :data:`PAST_MEGABYTES`."""
        return int(self._choice("past", tuple(map(str, PAST_MEGABYTES)), "256"))

    @past_megabytes.setter
    def past_megabytes(self, value: int) -> None:
        self._store.setValue("past", str(value))

    @property
    def text_size(self) -> int | None:
        """How many pixels larger texts are written than at the least; None for what suits the screen."""
        chosen = self._choice("text_size", tuple(map(str, TEXT_STEPS)), "")
        return int(chosen) if chosen else None

    @text_size.setter
    def text_size(self, added: int | None) -> None:
        self._store.setValue("text_size", "" if added is None else str(added))

    @property
    def pointer(self) -> bool:
        """Whether the pointer is highlighted while the window is presented."""
        return self._choice("pointer", ("on", "off"), "on") == "on"

    @pointer.setter
    def pointer(self, on: bool) -> None:
        self._store.setValue("pointer", "on" if on else "off")

    @property
    def colours(self) -> str:
        """The name of the two colours of the diverging scale, of :data:`nnviz.ui.theme.POLES`."""
        return self._choice("poles", tuple(POLES), next(iter(POLES)))

    @colours.setter
    def colours(self, name: str) -> None:
        self._store.setValue("poles", name)

    @property
    def frame_rate(self) -> int:
        """How often the network is drawn at most, a second: one of :data:`FRAME_RATES`."""
        return int(self._choice("frame_rate", tuple(map(str, FRAME_RATES)), "60"))

    @frame_rate.setter
    def frame_rate(self, rate: int) -> None:
        self._store.setValue("frame_rate", str(rate))

    @property
    def welcome(self) -> bool:
        """Whether the welcome page comes up at every start, and not only at the first."""
        return self._choice("welcome", ("on", "off"), "off") == "on"

    @welcome.setter
    def welcome(self, on: bool) -> None:
        self._store.setValue("welcome", "on" if on else "off")

    @property
    def is_new(self) -> bool:
        """Whether nothing has been remembered yet, since nnviz has never been closed here before."""
        return self.layout() is None

    def answers(self, lesson: str) -> list[int | None]:
        """What was answered to the questions of a lesson, each from 0 or None; empty if nothing was."""
        parts = str(self._store.value(f"answers/{lesson}", "")).split()
        return [int(part) if part.isdigit() else None for part in parts]

    def keep_answers(self, lesson: str, chosen: Sequence[int | None]) -> None:
        """Remembers what was answered to the questions of a lesson."""
        text = " ".join("-" if answer is None else str(answer) for answer in chosen)
        self._store.setValue(f"answers/{lesson}", text)

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of the actions whose keys are not the default, by the action's name; what cannot be
        read is left out."""
        try:
            found = json.loads(str(self._store.value("keys", "{}")))
        except ValueError:
            return {}
        entries = found.items() if isinstance(found, dict) else ()
        return {name: tuple(keys) for name, keys in entries if _are_texts(keys)}

    @keys.setter
    def keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        self._store.setValue("keys", json.dumps(keys))

    @property
    def recent_data(self) -> list[dict[str, object]]:
        """What data were opened last, as plain as they can be; what cannot be read is left out."""
        try:
            found = json.loads(str(self._store.value("recent_data", "[]")))
        except ValueError:
            return []
        return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []

    @recent_data.setter
    def recent_data(self, entries: Sequence[Mapping[str, object]]) -> None:
        self._store.setValue("recent_data", json.dumps([*entries]))

    @property
    def recent_documents(self) -> list[Path]:
        """The documents that were opened or saved last."""
        try:
            found = json.loads(str(self._store.value("recent_documents", "[]")))
        except ValueError:
            return []
        return [Path(each) for each in found] if _are_texts(found) else []

    @recent_documents.setter
    def recent_documents(self, paths: Sequence[Path]) -> None:
        self._store.setValue("recent_documents", json.dumps([str(path) for path in paths]))

    def layout(self) -> tuple[QByteArray, QByteArray] | None:
        """The window's geometry and the places of its panels, or None on the first start."""
        geometry, state = self._store.value("geometry"), self._store.value("panels")
        known = isinstance(geometry, QByteArray) and isinstance(state, QByteArray)
        return (geometry, state) if known and self._layout_version() == _LAYOUT_VERSION else None

    def _layout_version(self) -> int:
        text = str(self._store.value("layout", "0"))
        return int(text) if text.isdigit() else 0

    def keep_layout(self, geometry: QByteArray, state: QByteArray) -> None:
        """Remembers where everything is."""
        self._store.setValue("geometry", geometry)
        self._store.setValue("panels", state)
        self._store.setValue("layout", str(_LAYOUT_VERSION))


def _are_texts(found: object) -> bool:
    return isinstance(found, list) and all(isinstance(each, str) for each in found)

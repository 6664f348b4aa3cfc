"""Every dialog by the keyboard alone: opened, gone through in a sensible order, seen, heard and closed."""

from __future__ import annotations

import importlib.util
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QMenu,
    QProgressDialog,
    QPushButton,
    QScrollBar,
    QWidget,
)
from shiboken6 import isValid

from nnviz.session.export.importing import matches
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener

KEY, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
WORKED = (QAbstractButton, QComboBox, QAbstractSlider, QAbstractSpinBox, QLineEdit)
SLACK = 8
MODELS = Path(__file__).parents[2] / "session" / "onnx_import" / "models"

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


def wait(done: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not done():
        assert time.monotonic() < end
        QTest.qWait(5)


# -- the ways to each ------------------------------------------------------------------------------


def shown_over(window: MainWindow) -> list[QDialog]:
    dialogs = (each for each in window.findChildren(QDialog) if not isinstance(each, QProgressDialog))
    return [dialog for dialog in dialogs if dialog.isVisible()]


def opened_by(window: MainWindow, ask: Callable[[], object]) -> QDialog:
    """The dialog that has opened after something was done, and not what is shown while that takes long."""
    before = shown_over(window)
    found: list[QDialog] = []

    def there() -> bool:
        found[:] = [dialog for dialog in shown_over(window) if dialog not in before]
        return bool(found)

    ask()
    wait(there)
    QApplication.processEvents()
    return found[0]


def by_key(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> Callable[[MainWindow], QDialog]:
    return lambda window: opened_by(window, lambda: QTest.keyClick(window.canvas, key, held))


def by_menu(letter: Qt.Key, name: str) -> Callable[[MainWindow], QDialog]:
    """Opens a menu by its letter, and goes down to an entry."""

    def choose(window: MainWindow) -> None:
        QTest.keyClick(window, letter, ALT)
        wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in range(40):
            QTest.keyClick(menu, KEY.Key_Down)
            if menu.activeAction().objectName() == name:
                break
        QTest.keyClick(menu, KEY.Key_Return)

    return lambda window: opened_by(window, lambda: choose(window))


def data(window: MainWindow) -> QDialog:
    path = Path(tempfile.mkdtemp()) / "points.csv"
    path.write_text("a,b,kind\n" + "".join(f"{n},{n * n % 7},{'xy'[n % 2]}\n" for n in range(30)))
    dialog = opened_by(window, lambda: window.data.open(path))
    wait(lambda: not dialog.is_busy)  # type: ignore[attr-defined]
    return dialog


def weights(window: MainWindow) -> QDialog:
    from nnviz.ui.exporting.import_dialog import ImportDialog

    assert window.shown is not None
    arrays = {"dense_1/W": np.zeros((2, 3)), "other": np.zeros(3)}
    dialog = ImportDialog("w.npz", matches(window.shown.stage, arrays), window)
    return opened_by(window, dialog.open)


def model(window: MainWindow) -> QDialog:
    return opened_by(window, lambda: window.imports.models.read(MODELS / "images_17.onnx"))


def tensor(window: MainWindow) -> QDialog:
    from nnviz.ui.inspector.tensor import Tensor

    shown = Tensor("W", np.arange(12.0).reshape(3, 4))
    return opened_by(window, lambda: window.inspector.show_tensor(shown))


def number(window: MainWindow) -> QDialog:
    from nnviz.ui.editing.ask_number import AskNumber

    return opened_by(
        window, lambda: AskNumber("Fill", "With which number?", "0.5", lambda _: None, window).show()
    )


DIALOGS: dict[str, Callable[[MainWindow], QDialog]] = {
    "settings": by_key(KEY.Key_Comma, CONTROL),
    "shortcuts": by_key(KEY.Key_F1, CONTROL),
    "new network": by_key(KEY.Key_N, CONTROL),
    "lessons": by_key(KEY.Key_L, CONTROL),
    "save lesson": by_menu(KEY.Key_F, "save_lesson"),
    "compare": by_key(KEY.Key_M, CONTROL),
    "guide": by_key(KEY.Key_F1),
    "about": by_menu(KEY.Key_H, "about"),
    "welcome": by_menu(KEY.Key_H, "welcome"),
    "data": data,
    "import weights": weights,
    **({"import model": model} if importlib.util.find_spec("onnx") else {}),
    "tensor": tensor,
    "number": number,
}


# -- going through --------------------------------------------------------------------------------


def told(widget: QWidget) -> str:
    said = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return f"{type(widget).__name__} {widget.objectName()} “{said}”"


def walked(dialog: QDialog, key: Qt.Key = KEY.Key_Tab) -> list[QWidget]:
    """What the key comes to, from the first until that comes again."""
    first = dialog.focusWidget()
    if first is None:
        QTest.keyClick(dialog, key)
        first = dialog.focusWidget()
    found = [first]
    for _ in range(150):
        QTest.keyClick(dialog.focusWidget(), key)
        if dialog.focusWidget() is first and len(found) > 1:
            return found
        if dialog.focusWidget() is not found[-1]:  # the links of a text follow each other
            found.append(dialog.focusWidget())
    raise AssertionError(f"Tab does not come back; it ends at {told(found[-1])}")


def to_be_worked(dialog: QDialog) -> Iterator[QWidget]:
    for widget in dialog.findChildren(QWidget):
        takes = bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
        inner = widget.focusProxy() is not None or isinstance(widget, QScrollBar)
        own = widget.window() is dialog and widget.isVisible() and widget.isEnabled()
        inside = isinstance(
            widget.parentWidget(), QLineEdit | QAbstractSpinBox | QComboBox | QAbstractItemView
        )
        if own and not inner and not inside and (takes or isinstance(widget, WORKED)):
            yield widget


def one_of_several(widget: QWidget, found: list[QWidget]) -> bool:
    """Whether the arrows come to it from its neighbour."""
    alike = widget.parentWidget().findChildren(QAbstractButton)
    return isinstance(widget, QAbstractButton) and any(
        each in found for each in alike if each.autoExclusive()
    )


def place(widget: QWidget, dialog: QDialog) -> QRect:
    return QRect(widget.mapTo(dialog, QPoint(0, 0)), widget.size())


def going_back(dialog: QDialog, found: list[QWidget]) -> list[str]:
    """Where Tab goes neither to the right nor downwards, but for once, from the last to the first."""
    back = []
    for before, after in zip(found, found[1:] + found[:1], strict=True):
        a, b = place(before, dialog), place(after, dialog)
        if b.top() < a.top() - SLACK and b.left() < a.right() - SLACK:
            back.append(f"{told(before)} → {told(after)}")
    return back if len(back) > 1 else []


def nameless(dialog: QDialog) -> Iterator[str]:
    """What has no name, and what shows signs without a word and explains them nowhere."""
    for widget in to_be_worked(dialog):
        heard = QAccessible.queryAccessibleInterface(widget)
        signs = isinstance(widget, QAbstractButton) and not any(c.isalpha() for c in widget.text())
        if not heard.text(QAccessible.Text.Name).strip():
            yield f"{told(widget)} in {told(widget.parentWidget())}"
        if signs and not (widget.toolTip() or widget.accessibleDescription()):
            yield f"{told(widget)} has no tooltip"


def pixels(dialog: QDialog, area: QRect) -> np.ndarray:
    QApplication.processEvents()
    image = dialog.grab(area).toImage().convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(image.constBits(), np.uint32).copy()


def unseen(dialog: QDialog, found: list[QWidget]) -> Iterator[str]:
    """What looks the same with the keys and without them."""
    for widget in found:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        area = place(widget, dialog).adjusted(-4, -4, 4, 4).intersected(dialog.rect())
        there = pixels(dialog, area)
        widget.clearFocus()
        if (there != pixels(dialog, area)).sum() < 30:
            yield told(widget)


def without_default(dialog: QDialog) -> list[str]:
    """The buttons that Return should press, where it does not."""
    role = QDialogButtonBox.ButtonRole.AcceptRole
    boxes = [box for box in dialog.findChildren(QDialogButtonBox) if box.isVisible()]
    accept = [b for box in boxes for b in box.buttons() if box.buttonRole(b) is role]
    defaults = [b for b in dialog.findChildren(QPushButton) if b.isDefault()]
    return [] if not accept or defaults == accept[:1] else [b.text() for b in accept]


def at_front(window: MainWindow) -> None:
    """Waits until the dialog before has gone and the keys are on the canvas."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    wait(lambda: QApplication.activeModalWidget() is None)
    window.activateWindow()
    wait(window.isActiveWindow)
    window.canvas.setFocus()


def what_is_wrong(window: MainWindow, ask: Callable[[MainWindow], QDialog]) -> dict[str, list[str]]:
    """Opens a dialog, goes through it, and closes it."""
    at_front(window)
    dialog = ask(window)
    dialog.activateWindow()
    wait(dialog.isActiveWindow)
    found = walked(dialog)
    missed = [w for w in to_be_worked(dialog) if w not in found and not one_of_several(w, found)]
    wrong = {
        "not come to": [told(widget) for widget in missed],
        "come to twice": [told(widget) for widget in found if found.count(widget) > 1],
        "not on the way back": [told(w) for w in set(found) - set(walked(dialog, KEY.Key_Backtab))],
        "going back": going_back(dialog, found),
        "not heard": list(nameless(dialog)),
        "not pressed by Return": without_default(dialog),
        "not seen": list(unseen(dialog, found)),
    }
    found[0].setFocus()
    QTest.keyClick(found[0], KEY.Key_Escape)
    if isValid(dialog) and dialog.isVisible():
        wrong["not closed by Esc"] = [dialog.windowTitle()]
        dialog.close()
    return {what: which for what, which in wrong.items() if which}


def test_all_dialogs_are_opened_gone_through_seen_heard_and_closed(opened: Opener) -> None:
    window = opened()
    window.set_theme_name("light")  # the window's own controls are seen in both
    wrong = {name: what_is_wrong(window, ask) for name, ask in DIALOGS.items()}
    assert {name: what for name, what in wrong.items() if what} == {}

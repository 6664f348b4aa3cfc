"""A panel: a dock whose title bar is part of its own rounded frame, movable and closable.

What it shows is any widget; the panel only gives it a place, a name and two small buttons.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QDockWidget,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)


class _TitleBar(QWidget):
    """The view's own header, or else the panel's name, and two buttons; dragging it drags the panel."""

    def __init__(self, dock: QDockWidget) -> None:
        super().__init__(dock)
        self.setObjectName("panelTitle")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.name = QLabel(self)
        self.name.setObjectName("panelName")
        self._header: QWidget = self.name
        self._float = self._button("❐", lambda: dock.setFloating(not dock.isFloating()))
        self._close = self._button("✕", dock.close)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 7, 5, 3)
        self._layout.setSpacing(2)
        self._layout.addWidget(self.name, 1)
        self._layout.addSpacing(2)
        top = Qt.AlignmentFlag.AlignTop
        self._layout.addWidget(self._float, 0, top)
        self._layout.addWidget(self._close, 0, top)
        self.retranslate()

    def _button(self, text: str, act: object) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("panelButton")
        button.setText(text)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(act)
        return button

    def host(self, header: QWidget) -> None:
        """Shows a view's header in the place of the name."""
        self._layout.replaceWidget(self._header, header)
        self._layout.setStretchFactor(header, 1)
        self._header.hide()
        self._header = header

    def set_buttons_shown(self, shown: bool) -> None:
        for button in (self._float, self._close):
            button.setVisible(shown)

    def retranslate(self) -> None:
        for button, tip in (
            (self._float, self.tr("Detach this panel, or put it back")),
            (self._close, self.tr("Close this panel; the View menu brings it back")),
        ):
            button.setToolTip(tip)
            button.setAccessibleName(f"{self.name.text()}: {tip}")


class Panel(QDockWidget):
    """A dock around a view.

    Args:
        key: the name under which its place is remembered.
        view: what it shows; its ``header``, if it has one, becomes the title bar.
    """

    def __init__(self, key: str, view: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(key)
        self.toggleViewAction().setObjectName(f"panel {key}")
        self._bar = _TitleBar(self)
        self.setTitleBarWidget(self._bar)
        frame = QFrame(self)
        frame.setObjectName("panelBody")
        self._layout = QVBoxLayout(frame)
        self._layout.setContentsMargins(10, 2, 10, 8)
        frame.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setWidget(frame)
        self.view = view
        self._layout.addWidget(view)
        self._host_header()

    def set_view(self, view: QWidget) -> None:
        """Shows another view; the one before is let go."""
        self._layout.replaceWidget(self.view, view)
        self.view.deleteLater()
        self.view = view
        view.show()  # at once, since somebody may be about to give it the focus
        self._host_header()

    def _host_header(self) -> None:
        header = getattr(self.view, "header", None)
        if isinstance(header, QWidget):
            self._bar.host(header)

    def set_buttons_shown(self, shown: bool) -> None:
        """Shows or hides the buttons that detach and close it."""
        self._bar.set_buttons_shown(shown)

    def set_name(self, name: str) -> None:
        """Writes the title, here and in the View menu."""
        self.setWindowTitle(name)
        self._bar.name.setText(name)
        self._bar.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._bar.retranslate()
        super().changeEvent(event)

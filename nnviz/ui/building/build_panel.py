"""The panel in which a network is built: the palette, the draft and the form side by side.

While the draft does not fit, the run on the screen goes on as it was, and that is said above it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QToolButton, QVBoxLayout, QWidget

from nnviz.ui.building.builder import Builder
from nnviz.ui.building.draft_list import DraftList
from nnviz.ui.building.form import Form
from nnviz.ui.building.palette import Palette
from nnviz.ui.theme import DARK, Theme, text_font


class BuildPanel(QWidget):
    """Three columns over one builder.

    Args:
        builder: holds the draft.

    Attributes:
        header: what stands in the panel's title: how the draft stands, and the two ways back.
        palette, draft, form: the columns.
    """

    def __init__(self, builder: Builder) -> None:
        super().__init__()
        self.setObjectName("build")
        self._builder, self._theme = builder, DARK
        self.header, self.title, self.state = QWidget(), QLabel(), QLabel()
        self.back, self.discard = QToolButton(), QToolButton()
        self.layers, self.draft = Palette(), DraftList(builder)
        self.form = Form(builder, self.draft.source_title)
        self._arrange()
        self.layers.chosen.connect(self._insert)
        self.draft.form_asked.connect(self.form.focus_first)
        self.back.clicked.connect(builder.take_back)
        self.discard.clicked.connect(builder.discard)
        builder.changed.connect(self._show_state)
        self._retranslate()
        self.set_theme(DARK)

    def _arrange(self) -> None:
        head = QHBoxLayout(self.header)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(10)
        self.title.setObjectName("panelName")
        self.state.setFont(text_font(12))
        self.state.setMinimumWidth(1)
        for button in (self.back, self.discard):
            button.setObjectName("way")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for widget in (self.title, self.state):
            head.addWidget(widget)
        head.addStretch(1)
        for button in (self.back, self.discard):
            head.addWidget(button)
        columns = QSplitter()
        columns.setChildrenCollapsible(False)
        columns.setHandleWidth(9)
        for column, width in ((self.layers, 170), (self.draft, 270), (self.form, 270)):
            column.setMinimumWidth(120)
            columns.addWidget(column)
            columns.setStretchFactor(columns.count() - 1, width)
        columns.setSizes([170, 270, 270])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.addWidget(columns, 1)

    def _insert(self, kind: str) -> None:
        self._builder.insert(kind)

    def set_theme(self, theme: Theme) -> None:
        """Takes the colours of a theme."""
        self._theme = theme
        self.layers.set_theme(theme)
        self.draft.set_theme(theme)
        self._show_state()

    def _show_state(self) -> None:
        bench = self._builder.bench
        waits = bench is not None and bench.waits
        for button in (self.back, self.discard):
            button.setVisible(waits)
        if bench is None:
            return
        size = self.tr("{0} parameters").format(f"{bench.check.size:,}")
        text = self.tr("does not fit yet; the run stays as it was") if waits else size
        self.state.setText(text)
        self.state.setToolTip(text)
        self.state.setStyleSheet(f"color: {self._theme.bad if waits else self._theme.muted}")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.title.setText(self.tr("Build"))
        for button, text, tip in (
            (self.back, self.tr("Take Back"), self.tr("Take the last edit of this draft back")),
            (self.discard, self.tr("Discard"), self.tr("Go back to the network that runs")),
        ):
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleName(text)
        self._show_state()

"""The dialog from a file to a run: what is in it, what is made of it, and the network that learns from it.

Nothing changes in the window before all of it has been read; what is wrong is said here, and can be mended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from nnviz.nn import NnError
from nnviz.nn.errors import Phrase
from nnviz.session.data.files import kind_of
from nnviz.session.own import Own
from nnviz.session.setup import Part
from nnviz.ui.data.arrays_page import ArraysPage
from nnviz.ui.data.csv_page import CsvPage
from nnviz.ui.data.data_box import DataBox
from nnviz.ui.data.fields import GAP
from nnviz.ui.data.images_page import ImagesPage
from nnviz.ui.data.job import Job
from nnviz.ui.data.network_box import NetworkBox
from nnviz.ui.data.own_lesson import OwnLesson, own_lesson
from nnviz.ui.data.page import Page
from nnviz.ui.data.progress import Progress
from nnviz.ui.data.sizes import memory
from nnviz.ui.fault_label import FaultLabel
from nnviz.ui.language import translate_reason
from nnviz.ui.theme import text_font

PAGES: Mapping[str, type[Page]] = {"csv": CsvPage, "npz": ArraysPage, "idx": ImagesPage}
"""The page for each kind of file."""

PATIENCE_MS = 400
"""Milliseconds after which a dialog that opens data again is shown."""

_SIZE, _SIDE, _BAR = QSize(1120, 660), 336, 8
_Button = QDialogButtonBox.StandardButton


class DataDialog(QDialog):
    """Choices for one file.

    Args:
        path: the file.
        own: what was chosen of it before, if anything was.

    Signals:
        made: the :class:`OwnLesson` that everything was read for.
    """

    made = Signal(object)

    def __init__(self, path: Path, own: Own | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._own = path, own
        self._job: Job | None = None
        self._refused: Phrase | None = None
        self._at_once = False
        self.page: Page | None = None
        self.name, self.facts, self.complaint = QLabel(path.name), QLabel(), FaultLabel()
        self.progress = Progress()
        self._sides = QVBoxLayout()
        self.buttons = QDialogButtonBox(_Button.Ok | _Button.Cancel, self)
        self.ok: QPushButton = self.buttons.button(_Button.Ok)
        self._lay_out()
        self._fit()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._begin()
        self._retranslate()

    # -- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.name.setFont(text_font(16, bold=True))
        self.facts.setObjectName("muted")
        head = QHBoxLayout()
        head.addWidget(self.name)
        head.addWidget(self.facts, 1, Qt.AlignmentFlag.AlignBottom)
        self._middle = QHBoxLayout()
        self._middle.setSpacing(14)
        self.ok.setDefault(True)
        below = QHBoxLayout()
        below.addWidget(self.progress, 1)
        below.addWidget(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(self._middle, 1)
        layout.addWidget(self.complaint)
        layout.addLayout(below)

    def _fit(self) -> None:
        """As large as is good, and as the screen allows."""
        screen = (self.parentWidget() or self).screen().availableSize()
        self.resize(_SIZE.boundedTo(screen - QSize(40, 60)))

    def _begin(self) -> None:
        """Makes the page for the kind of file; none if it cannot be opened."""
        self.ok.setEnabled(False)
        try:
            kind = self._own.part.type if self._own else kind_of(self._path)
        except NnError as error:
            self._refuse(error.phrase)
            return
        chosen: Mapping[str, Any] = self._own.part.settings if self._own else {}
        self.page = PAGES[kind](self._path, chosen)
        self.data_box = DataBox(kind, chosen)
        self.network_box = NetworkBox(self._own.proposal if self._own else None)
        self._middle.addWidget(self.page, 1)
        self._middle.addWidget(self._side())
        self.page.look_asked.connect(self.look)
        for part in (self.page, self.data_box, self.network_box):
            part.changed.connect(self._follow)

    def _side(self) -> QWidget:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, _BAR, 0)
        layout.setSpacing(12)
        layout.addWidget(self.network_box)
        layout.addWidget(self.data_box)
        layout.addStretch(1)
        side = QScrollArea()
        side.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it scrolls to what has the keys
        side.setWidgetResizable(True)
        side.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side.setWidget(inside)
        self._scroll = side
        self._even()
        return side

    def _even(self) -> None:
        """Gives all columns of fields one width."""
        grids = (self.network_box.fields, self.data_box.fields)
        width = max(grid.widest() for grid in grids)
        for grid in grids:
            grid.take(width)
        self._scroll.setFixedWidth(max(_SIDE, 2 * width + GAP + _BAR))

    # -- looking --------------------------------------------------------------------------------

    def look(self) -> None:
        """Looks at the file, beside the window."""
        if self.page is not None:
            self._start(self.page.looker(), self._show_look)

    def look_and_open(self) -> None:
        """Opens the data as they were chosen before; the dialog comes up only if that takes long or fails."""
        self._at_once = True
        QTimer.singleShot(PATIENCE_MS, self, self._come_up)
        self.look()

    def _come_up(self) -> None:
        if self._job is not None:
            self.open()

    def _show_look(self, found: object) -> None:
        assert self.page is not None
        self.page.show_look(found)
        self._follow()
        (self.ok if self.ok.isEnabled() else self.page).setFocus()
        if self._at_once:
            self._at_once = False
            self._read(self._own.part.settings["content"] if self._own else "")

    def _follow(self) -> None:
        """Shows what the choices lead to."""
        if self.page is None:
            return
        self._refused = None
        self.data_box.expect(self.page.expected())
        self.network_box.expect(self.page.expected(), self.data_box.most_samples())
        self._say()

    # -- reading --------------------------------------------------------------------------------

    def own(self) -> Own:
        """What is chosen now."""
        assert self.page is not None
        settings = {**self.page.settings(), **self.data_box.settings()}
        return Own(Part(self.page.kind, settings), self.network_box.proposal())

    def accept(self) -> None:
        """Reads what was chosen, and closes once that is done."""
        if self.ok.isEnabled():
            self._read("")

    def _read(self, content: str) -> None:
        """Reads the file, which has to hold what its digest says if there is one."""
        own = self.own()
        self._start(lambda: _made(own, content), self._take)

    def _take(self, lesson: OwnLesson) -> None:
        self.made.emit(lesson)
        super().accept()

    def reject(self) -> None:
        """Stops the reading, or else closes and changes nothing."""
        if self._job is not None and self._then == self._take:
            self._stop()
            self._say()
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Closes; nothing goes on behind it."""
        self._stop()
        super().done(result)

    # -- jobs -----------------------------------------------------------------------------------

    def _start(self, work: Callable[[], object], then: Callable[[Any], None]) -> None:
        self._stop()
        self._refused, self._then = None, then
        self._job = Job(work, self)
        self._job.told.connect(self.progress.show_share)
        self._job.done.connect(self._arrive)
        self._job.refused.connect(self._refuse)
        self._job.finished.connect(self._end)
        self.progress.begin()
        self._say()
        self._job.start()

    def _arrive(self, found: object) -> None:
        if self.sender() is self._job:
            self._leave_job()
            self._then(found)

    def _refuse(self, reason: Phrase) -> None:
        self._leave_job()
        self._refused, self._at_once = reason, False
        self._say()
        if not self.isVisible():
            self.open()

    def _end(self) -> None:
        """The thread is gone; if nothing came of it, something is wrong that nobody foresaw."""
        if self.sender() is self._job:
            self._leave_job()
            self._say()

    def _leave_job(self) -> None:
        if self._job is not None:
            self._job.wait()
            self._job.deleteLater()
            self._job = None
            self.progress.end()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.blockSignals(True)
            self._job.stop()
            self._leave_job()

    @property
    def is_busy(self) -> bool:
        """Whether a file is being looked at or read."""
        return self._job is not None

    # -- texts ----------------------------------------------------------------------------------

    def _say(self) -> None:
        """Says what is known of the file, what is wrong, and whether it can be opened."""
        page, hindrance = self.page, self._hindrance()
        fault = translate_reason(self._refused) if self._refused else hindrance
        remarks = [] if fault or page is None else page.problems()
        self.complaint.say(fault or _lines(remarks), remark=bool(remarks))
        ready = page is not None and page.expected() is not None and not hindrance
        self.ok.setEnabled(ready and not self.is_busy)
        self.ok.setToolTip(fault or self.tr("Read the file, and open a network that learns from it"))
        if page is not None:
            for part in (page, self.data_box, self.network_box):
                part.setEnabled(not self.is_busy)
        self.facts.setText(" · ".join(filter(None, (page.facts() if page else "", self._size()))))

    def _hindrance(self) -> str:
        """What has to be mended before anything can be opened; empty if nothing has to be."""
        if self.page is None:
            return ""
        return self.network_box.fault() or _lines(self.page.hindrances(self.data_box.settings()))

    def _size(self) -> str:
        try:
            return memory(self._path.stat().st_size)
        except OSError:
            return ""

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Open Data"))
        self.ok.setText(self.tr("Open"))
        self.buttons.button(_Button.Cancel).setText(self.tr("Cancel"))
        if self.page is not None:
            self._even()
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)


def _lines(told: Iterable[Phrase]) -> str:
    return "\n".join(map(translate_reason, told))


def _made(own: Own, content: str) -> OwnLesson:
    """The lesson of what was chosen; it is made in another thread, and touches no widget."""
    sealed = own.sealed(content)
    data = sealed.data()
    return own_lesson(sealed, data, sealed.setup(data))

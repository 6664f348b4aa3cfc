"""The main window: puts the panels in their places, hands them the mail, and sends commands down.

It looks into the mailbox sixty times a second and draws what it finds there, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication

from nnviz.session.choices import Unit
from nnviz.ui import docking, drops, late
from nnviz.ui.digest import Digest
from nnviz.ui.language import Language, translate_reason
from nnviz.ui.looks import Looks
from nnviz.ui.settings import Settings
from nnviz.ui.shell import Shell

if TYPE_CHECKING:
    from nnviz.nn.derive import Weight
    from nnviz.nn.errors import Phrase
    from nnviz.session.export.history import TrainingTable
    from nnviz.session.frame import Frame
    from nnviz.session.lesson import Lesson
    from nnviz.session.mailbox import Mail, Source
    from nnviz.session.records import Record
    from nnviz.session.status import Status
    from nnviz.ui.actions import RunActions
    from nnviz.ui.banner import Banner
    from nnviz.ui.canvas.canvas import Canvas
    from nnviz.ui.comparing.desk import CompareDesk
    from nnviz.ui.documents.desk import Documents
    from nnviz.ui.documents.menu import DocumentMenu
    from nnviz.ui.editing.desk import Desk
    from nnviz.ui.guide.desk import GuideDesk
    from nnviz.ui.inspector.inspector import Inspector
    from nnviz.ui.keys.keyboard import Keyboard
    from nnviz.ui.lessons.director import Director
    from nnviz.ui.lessons.player import LessonPlayer
    from nnviz.ui.menus import Menus
    from nnviz.ui.network_list import NetworkList
    from nnviz.ui.notice import Notice
    from nnviz.ui.plots.loss_plot import LossPlot
    from nnviz.ui.plots.norm_plot import NormPlot
    from nnviz.ui.plots.plot_panel import PlotPanel
    from nnviz.ui.plots.results_view import ResultsView
    from nnviz.ui.plots.time_axis import TimeAxis
    from nnviz.ui.probing import Probing
    from nnviz.ui.progress_chip import ProgressChip
    from nnviz.ui.state_label import StateLabel
    from nnviz.ui.theme import Theme
    from nnviz.ui.timeline import Timeline
    from nnviz.ui.transport import Transport


class MainWindow(Shell):
    """The window of one run.

    It is made empty, with what :class:`Shell` has, and filled when the run is there: see :meth:`fill`.

    Attributes:
        shown: the frame on the screen, or None before the first.
        status: how the run stands, or None before the first mail.
        course: the records of all epochs.
        epochs: those in sight, which the plots share.
        is_complete: whether the plots have been added.
        is_prepared: whether all has been got ready that was not needed to begin with.

    Signals:
        asked: a command for the run.
        closing: the window is about to go; whoever feeds it should stop.
    """

    asked = Signal(object)
    closing = Signal()

    director: Director
    actions_: RunActions
    desk: Desk
    comparing: CompareDesk
    documents: Documents
    document_menu: DocumentMenu
    transport: Transport
    state: StateLabel
    notice: Notice
    probing: Probing
    progress: ProgressChip
    canvas: Canvas
    banner: Banner
    player: LessonPlayer
    network: NetworkList
    timeline: Timeline
    inspector: Inspector
    loss_plot: LossPlot
    norm_plot: NormPlot
    results: ResultsView
    menus: Menus
    keyboard: Keyboard
    guide: GuideDesk
    course: TrainingTable
    epochs: TimeAxis

    weight_card = cached_property(late.weight_card)
    neuron_card = cached_property(late.neuron_card)
    layer_view = cached_property(late.layer_view)
    builder = cached_property(late.builder)
    build_panel = cached_property(late.build_panel)
    layer_menu = cached_property(late.layer_menu)
    canvas_building = cached_property(late.canvas_building)
    data = cached_property(late.data)
    pictures = cached_property(late.pictures)
    exports = cached_property(late.exports)
    imports = cached_property(late.imports)
    presentation = cached_property(late.presentation)

    def __init__(self, language: Language, settings: Settings) -> None:
        self.shown: Frame | None = None
        self.status: Status | None = None
        self._mailbox: Source | None = None
        self._records: list[Record] = []
        self._plots: list[PlotPanel | ResultsView] = []
        self._late_mail: list[Callable[[Mail], None]] = []
        self._late_colours: list[Callable[[Theme], None]] = []
        self._shown_since = self.is_complete = self.is_prepared = False
        self._later = self._prepare()
        super().__init__(language, settings)
        in_panels = (self._show_status, self._show_place, self._show_operation)
        in_plots = [partial(self._show_in_plot, place) for place in range(3)]
        self._digest = Digest([self._show_network, *in_panels, *in_plots])
        self._poll = Looks(self, settings.frame_rate)
        self._poll.timeout.connect(self.look_into_mailbox)

    # -- filling --------------------------------------------------------------------------------

    def fill(self, lesson: Lesson, mailbox: Source) -> Iterator[None]:
        """Makes the views, a part whenever the next is asked for.

        Args:
            lesson: what is being learned, for the title and the text.
            mailbox: where frames, records and the status come from.
        """
        from nnviz.ui import views

        yield from views.fill(self, lesson)
        self.setAcceptDrops(True)
        self.canvas.setFocus()
        self._mailbox = mailbox

    @property
    def is_filled(self) -> bool:
        """Whether there is more than the frame."""
        return self._mailbox is not None

    def listed_height(self) -> int:
        return self.network.whole_height() if self.is_filled else 0

    def complete(self) -> None:
        """Adds the plots and all that comes late at once, and shows what has come so far."""
        for _ in chain(self._completing(), late.asked_for(self)):
            pass

    def _completing(self) -> Iterator[None]:
        """The same, a plot whenever the next step is asked for."""
        if self.is_complete:
            return
        from nnviz.ui import plotting

        for key, plot in plotting.made(self):
            self._digest.finish()  # or else the plot would be given its records twice
            self._plots.append(plot)
            self.panels[key].set_view(plot)
            if self.shown is not None:
                plot.show_records(self._records)
                plot.show_frame(self.shown)
            yield
        self._records = []
        plotting.join(self)
        self.is_complete = True

    def let_follow(
        self, mail: Callable[[Mail], None] | None = None, theme: Callable[[Theme], None] | None = None
    ) -> None:
        """Tells a part that comes late how things are, and from then on whenever they have changed."""
        if theme is not None:
            self._late_colours.append(theme)
            theme(self._theme)
        if mail is not None:
            self._late_mail.append(mail)
            if self.shown is not None and self.status is not None:
                from nnviz.session.mailbox import Mail

                mail(Mail(self.shown, (), self.status))

    # -- mail -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Begins to look for mail, with the remembered settings."""
        self.inspector.set_precision(self.settings.digits)
        self.inspector.set_predicting(self.settings.predict)
        self.transport.set_pace(self.settings.pace)
        self.give_past(self.settings.past_megabytes)
        self.actions_.set_unit(self.settings.unit)
        self.keep_unit(self.settings.unit)
        self.director.begin()
        self._poll.start()

    def show_at_once(self, mail: Mail, alone: bool = False) -> None:
        """Shows the window complete with everything in the mail, for a picture.

        Args:
            alone: whether the formula under the cursor is shown alone, as when going by formula.
        """
        self.show()
        self.complete()
        self.restore_default_layout()
        self.director.begin()
        self.director.show_place()
        self.inspector.set_alone(alone)
        self._gather(replace(mail, examination=None))
        self._digest.serve()
        self._gather(mail)  # the card of a weight is open only now
        self._digest.serve()
        QApplication.processEvents()  # a panel that became another size lays out its view only then
        for plot in (self.loss_plot, self.norm_plot):
            plot.redraw()

    def look_into_mailbox(self) -> None:
        """Shows what has arrived; what comes late is added in the looks after the first frame was shown."""
        mail = self._mailbox.take() if self._mailbox else None
        if mail is not None:
            self._gather(mail)
        self._digest.serve(in_turn=not self.is_complete)
        if self._shown_since:
            next(self._later, None)
        self._shown_since |= self.shown is not None and not self._digest.is_waiting

    def _prepare(self) -> Iterator[None]:
        """Gets ready, one thing a look, what takes a while and was not needed to begin with."""
        from nnviz.ui import views

        yield from self._completing()
        yield
        yield from late.asked_for(self)
        views.prepare_formulas()
        self.canvas.motion.set_on(self.settings.motion)  # which may take asking the system
        self.menus.check_motion(self.canvas.motion.on)
        yield
        yield from self.director.read()
        self.is_prepared = True

    def _gather(self, mail: Mail) -> None:
        """Colours the network by a frame, and keeps it for those that are served by the digest."""
        self.status = mail.status
        self.course.add(mail.records)
        self.documents.take(mail.answers, mail.status)
        self.comparing.take(mail)
        self.shown, newest = mail.frame or self.shown, mail.glimpse or mail.frame
        self._digest.add(mail)
        if newest is not None and newest.live and not self._digest.begins:  # or else one is to be shown whole
            self.canvas.glance(newest)

    def _show_network(self, mail: Mail) -> None:
        if mail.frame is not None and self.canvas.show_frame(mail.frame, whole=not mail.frame.live):
            self.network.show_frame(mail.frame)
            self.arrangement.share_out_left()
        self.comparing.show(mail)

    def _show_status(self, mail: Mail) -> None:
        self.transport.show_status(mail.status)
        self.progress.show_status(mail.status)
        self.banner.show_status(mail.status)
        self.state.show_mail(mail.status, mail.frame)
        self.menus.show_past(mail.status.past_bytes)

    def _show_place(self, mail: Mail) -> None:
        if mail.frame is not None:
            for view in (self.desk, self.timeline, self.network, self.player):
                view.show_frame(mail.frame)
        for show_mail in self._late_mail:
            show_mail(mail)
        if mail.frame is not None:
            self.director.arrive(mail.frame)
        self.director.keeper.take(mail.kept)

    def _show_operation(self, mail: Mail) -> None:
        if mail.frame is not None:
            self.inspector.show_frame(mail.frame)

    def _show_in_plot(self, place: int, mail: Mail) -> None:
        if place == 0 and not self.is_complete:
            self._records += mail.records
        if place >= len(self._plots):
            return
        # records first, since they tell of another run before a frame of it is shown
        self._plots[place].show_records(mail.records)
        if mail.frame is not None:
            self._plots[place].show_frame(mail.frame)

    def open_weight(self, weight: Weight) -> None:
        """Shows the card of a weight, with room for it."""
        docking.open_card(self, self.panels, "weight")
        self.weight_card.choose(weight)

    def open_weight_by_key(self) -> None:
        if weight := self.weight_card.present:
            self.open_weight(weight)
            self.weight_card.chooser.setFocus()
        else:
            self.notice.say(self.tr("This network has no weights"))

    def keep_unit(self, unit: Unit) -> None:
        self.menus.check("unit", unit.value)
        self.settings.unit = unit
        self.inspector.set_alone(unit is Unit.FORMULA)

    def predict_first(self, on: bool) -> None:
        self.settings.predict = on
        self.inspector.set_predicting(on)

    def let_move(self, on: bool) -> None:
        self.settings.motion = on
        self.canvas.motion.set_on(on)

    def draw_at(self, rate: int) -> None:
        """Draws at most so many times a second."""
        self.settings.frame_rate = rate
        self._poll.set_rate(rate)

    def refuse(self, reason: Phrase) -> None:
        """Says why a command could not be carried out."""
        self.builder.refuse()
        self.notice.say(translate_reason(reason))

    def give_past(self, megabytes: int) -> None:
        self.settings.past_megabytes = megabytes
        self.actions_.give_past(megabytes)

    # -- themes and languages -------------------------------------------------------------------

    def follow_system(self) -> None:
        super().follow_system()
        if not self.is_filled:
            return
        views = (self.canvas, self.timeline, self.inspector, self.network, self.transport, self.state)
        for view in (*views, self.comparing, self.player, *self._plots):
            view.set_theme(self._theme)
        for set_theme in self._late_colours:
            set_theme(self._theme)

    def name_window(self, lesson: Lesson) -> None:
        title = self.documents.title or lesson.title(self.language.code)
        mark = "[*]" if self.documents.has_mark else ""
        self.setWindowTitle(f"{title.replace('[*]', '[*][*]')}{mark} · nnviz")
        self.setWindowModified(self.documents.changes.unsaved)

    # -- Qt's calls -----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.is_filled:
            self.canvas.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Takes an Esc that nobody in the window wanted."""
        escape = event.key() == Qt.Key.Key_Escape and self.is_filled
        if not (escape and (self.progress.stop() or self.probing.end() or self.comparing.end())):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        drops.consider(event)

    def dropEvent(self, event: QDropEvent) -> None:
        drops.take(self, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.is_filled:
            self.player.set_language(self.language.code)
            self.name_window(self.director.lesson)
            self.menus.retranslate()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.is_filled and not self.documents.may_close():
            event.ignore()
            return
        self._poll.stop()
        if self.is_filled:
            self.director.leave_scene()
        self.arrangement.remember()
        self.closing.emit()
        super().closeEvent(event)

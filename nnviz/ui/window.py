"""The main window: puts the panels in their places, hands them the mail, and sends commands down.

It looks into the mailbox sixty times a second and draws what it finds there, nothing else.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QMenuBar, QVBoxLayout, QWidget

from nnviz.nn.derive import Weight
from nnviz.nn.errors import Phrase
from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.frame import Frame
from nnviz.session.lesson import Lesson
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.records import Record
from nnviz.session.status import Status
from nnviz.ui import docking
from nnviz.ui.actions import RunActions
from nnviz.ui.appearance import dress, named
from nnviz.ui.arrangement import Arrangement
from nnviz.ui.banner import Banner
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.digest import Digest
from nnviz.ui.editing.desk import Desk
from nnviz.ui.inspector.formula_picture import prepare as prepare_formulas
from nnviz.ui.inspector.inspector import Inspector
from nnviz.ui.joints import join_layer, join_menus, join_views
from nnviz.ui.keys.keyboard import Keyboard
from nnviz.ui.language import Language, translate_reason
from nnviz.ui.lessons.director import Director, dropped_lesson
from nnviz.ui.lessons.player import LessonPlayer
from nnviz.ui.looks import Looks
from nnviz.ui.menus import Menus
from nnviz.ui.network_list import NetworkList
from nnviz.ui.notice import Notice
from nnviz.ui.panels import make_panels, name_panels
from nnviz.ui.pictures.desk import PictureDesk
from nnviz.ui.settings import Settings
from nnviz.ui.state_label import StateLabel
from nnviz.ui.theme import DARK, Theme
from nnviz.ui.timeline import Timeline
from nnviz.ui.transport import Transport
from nnviz.ui.unit.card import NeuronCard
from nnviz.ui.weight.card import WeightCard

if TYPE_CHECKING:
    from nnviz.ui.plots.plot_panel import PlotPanel
    from nnviz.ui.plots.results_view import ResultsView


class MainWindow(QMainWindow):
    """The window of one run.

    Args:
        lesson: what is being learned, for the title and the text.
        mailbox: where frames, records and the status come from.
        language: the language in use, changed from the menu.
        settings: what is remembered.

    Attributes:
        shown: the frame on the screen, or None before the first.
        status: how the run stands, or None before the first mail.

    Signals:
        asked: a command for the run.
        closing: the window is about to go; whoever feeds it should stop.
    """

    asked = Signal(object)
    closing = Signal()

    def __init__(self, lesson: Lesson, mailbox: Mailbox, language: Language, settings: Settings) -> None:
        super().__init__()
        self._mailbox = mailbox
        self.language, self.settings = language, settings
        self._theme = DARK
        self.shown: Frame | None = None
        self.status: Status | None = None
        self._records: list[Record] = []
        in_panels = (self._show_status, self._show_place, self._show_operation)
        in_plots = [partial(self._show_in_plot, place) for place in range(3)]
        self._digest = Digest([self._show_network, *in_panels, *in_plots])
        self._plots: list[PlotPanel | ResultsView] = []
        self._shown_since = self._prepared = False
        self._make_views()
        self.director = Director(self, lesson)
        self._make_panels()
        join_views(self)
        self.arrangement = Arrangement(self, self.panels, settings, self.network.whole_height)
        self.arrangement.restore_default()
        self.arrangement.restore()
        self._retranslate()
        self.set_theme_name(settings.theme)
        self._poll = Looks(self)
        self._poll.timeout.connect(self.look_into_mailbox)

    # -- making ---------------------------------------------------------------------------------

    def _make_views(self) -> None:
        self.canvas, self.banner = Canvas(), Banner()
        self.timeline, self.inspector = Timeline(), Inspector()
        self.player, self.network = LessonPlayer(), NetworkList()
        self.weight_card, self.neuron_card = WeightCard(), NeuronCard()
        self.actions_, self.desk = RunActions(self), Desk(self)
        self.transport = Transport(self.actions_)
        self.state, self.notice = StateLabel(), Notice(self)
        self.pictures = PictureDesk(self)
        self.addToolBar(self.transport)
        self.setContentsMargins(10, 0, 10, 10)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setCentralWidget(self._middle())

    def _middle(self) -> QWidget:
        frame = QFrame()
        frame.setObjectName("panel")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(10, 8, 10, 8)
        inside.addWidget(self.canvas)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.banner)
        layout.addWidget(frame, 1)
        return middle

    def _make_panels(self) -> None:
        self.panels = make_panels(self)
        self.menu_bar = QMenuBar()
        toggles = (panel.toggleViewAction() for panel in self.panels.values())
        editing = (self.desk.changes, self.desk.activations)
        self.menus = Menus(self.menu_bar, self.actions_, toggles, editing)
        join_menus(self)
        self.keyboard = Keyboard(self, self.menus, self.actions_, self.settings)
        self.setMenuWidget(self._top())

    def _top(self) -> QWidget:
        """The menus at the left, the state at the right."""
        top = QWidget()
        layout = QHBoxLayout(top)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.menu_bar, 1)
        layout.addWidget(self.state)
        return top

    @property
    def theme(self) -> Theme:
        """The colours that are in force."""
        return self._theme

    @property
    def is_complete(self) -> bool:
        """Whether the plots have been added."""
        return bool(self._plots)

    def complete(self) -> None:
        """Adds the plots, for which the first picture does not wait, and shows what has come so far."""
        if self._plots:
            return
        from nnviz.ui.layer.layer_view import LayerView
        from nnviz.ui.plots.loss_plot import LossPlot
        from nnviz.ui.plots.norm_plot import NormPlot
        from nnviz.ui.plots.results_view import ResultsView
        from nnviz.ui.plots.time_axis import TimeAxis

        time = TimeAxis(self)
        self.loss_plot, self.norm_plot, self.results = LossPlot(time), NormPlot(time), ResultsView()
        self.layer_view = LayerView(time)
        self.layer_view.set_theme(self._theme)
        self._digest.finish()  # or else some of the plots would be given its records twice
        self._plots = [self.loss_plot, self.norm_plot, self.results]
        for curves in (self.loss_plot, self.norm_plot, self.layer_view):
            curves.epoch_chosen.connect(lambda epoch: self.asked.emit(commands.GoToEpoch(epoch)))
        for key, plot in zip(("loss", "norms", "surface"), self._plots, strict=True):
            plot.set_theme(self._theme)
            self.panels[key].set_view(plot)
            if self.shown is not None:
                plot.show_records(self._records)
                plot.show_frame(self.shown)
        self.panels["layer"].set_view(self.layer_view)
        join_layer(self)
        if self.shown is not None:
            self.layer_view.show_frame(self.shown)
        self._records = []

    # -- mail -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Begins to look for mail, with the remembered settings."""
        self.canvas.set_mode(ColourMode(self.settings.colour_mode))
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
        self.canvas.set_mode(ColourMode(self.settings.colour_mode))
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
        """Shows what has arrived; what comes late is added in the looks after the first frame was painted."""
        mail = self._mailbox.take()
        if mail is not None:
            self._gather(mail)
        self._digest.serve()
        if not self._prepared and self._shown_since:
            self._prepare()
        self._shown_since = self.shown is not None

    def _prepare(self) -> None:
        """Gets ready, one thing a look, what takes a while to import and was not needed to begin with."""
        if not self._plots:
            self.complete()
            return
        prepare_formulas()
        self.canvas.motion.set_on(self.settings.motion)  # which may take asking the system
        self.menus.check_motion(self.canvas.motion.on)
        self.director.show_place()
        self._prepared = True

    def _gather(self, mail: Mail) -> None:
        """Colours the network by a frame, and keeps it for those that are served by the digest."""
        self.status = mail.status
        if mail.frame is not None:
            self.shown = mail.frame
            if mail.frame.live:
                self.canvas.glance(mail.frame)
        self._digest.add(mail)

    def _show_network(self, mail: Mail) -> None:
        if mail.frame is not None and self.canvas.show_frame(mail.frame, whole=not mail.frame.live):
            self.network.show_frame(mail.frame)
            self.arrangement.share_out_left()

    def _show_status(self, mail: Mail) -> None:
        self.transport.show_status(mail.status)
        self.banner.show_status(mail.status)
        self.state.show_mail(mail.status, mail.frame)
        self.menus.show_past(mail.status.past_bytes)
        self.weight_card.show_status(mail.status)

    def _show_place(self, mail: Mail) -> None:
        if mail.frame is not None:
            for view in (self.desk, self.timeline, self.network, self.weight_card, self.neuron_card):
                view.show_frame(mail.frame)
            self.director.arrive(mail.frame)
        self.weight_card.show_answers(mail.examination, mail.layer_check)
        if self._plots:
            self.layer_view.show_mail(mail)

    def _show_operation(self, mail: Mail) -> None:
        if mail.frame is not None:
            self.inspector.show_frame(mail.frame)

    def _show_in_plot(self, place: int, mail: Mail) -> None:
        if not self._plots:
            self._records += mail.records if place == 0 else ()
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

    def refuse(self, reason: Phrase) -> None:
        """Says why a command could not be carried out."""
        self.notice.say(translate_reason(reason))

    def give_past(self, megabytes: int) -> None:
        self.settings.past_megabytes = megabytes
        self.asked.emit(commands.SetHistoryBytes(megabytes * 2**20))

    # -- themes and languages -------------------------------------------------------------------

    def set_theme_name(self, name: str) -> None:
        """``light``, ``dark``, or ``system`` to follow the system where Qt can tell."""
        self.settings.theme = name
        self.follow_system()

    def follow_system(self) -> None:
        """Takes the colours that are chosen, or those of the system."""
        theme = self._theme = named(self.settings.theme)
        dress(theme)
        views = (self.canvas, self.timeline, self.inspector, self.network, self.transport, self.state)
        for view in (*views, self.weight_card, self.neuron_card, self.player):
            view.set_theme(theme)
        for plot in (*self._plots, *([self.layer_view] if self._plots else [])):
            plot.set_theme(theme)

    def set_language(self, code: str) -> None:
        """Changes every text, while the run goes on."""
        self.settings.language = code
        self.language.set(code)

    def _retranslate(self) -> None:
        code = self.language.code
        self.player.set_language(code)
        self.name_window(self.director.lesson)
        name_panels(self.panels)

    def name_window(self, lesson: Lesson) -> None:
        self.setWindowTitle(f"{lesson.title(self.language.code)} · nnviz")

    def restore_default_layout(self) -> None:
        """Puts every panel back in its first place."""
        self.arrangement.restore_default()

    # -- Qt's calls -----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrangement.follow_size()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.canvas.setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_lesson(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        folder = dropped_lesson(event.mimeData())
        if folder is not None:
            event.acceptProposedAction()
            self.director.open_folder(folder)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.menus.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._poll.stop()
        self.director.leave_scene()
        self.arrangement.remember()
        self.closing.emit()
        super().closeEvent(event)

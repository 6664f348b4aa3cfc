"""The main window: puts the panels in their places, hands them the mail, and sends commands down.

It looks into the mailbox sixty times a second and draws what it finds there, nothing else.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QMainWindow, QMenuBar, QVBoxLayout, QWidget

from nnviz.nn.derive import Weight
from nnviz.session import commands
from nnviz.session.cursor import Unit
from nnviz.session.edits import Edit
from nnviz.session.frame import Frame
from nnviz.session.lesson import Lesson
from nnviz.session.mailbox import Mail, Mailbox
from nnviz.session.records import Record
from nnviz.session.status import Status
from nnviz.ui import docking
from nnviz.ui.actions import RunActions
from nnviz.ui.arrangement import Arrangement
from nnviz.ui.banner import Banner
from nnviz.ui.canvas.canvas import Canvas
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.help_dialogs import show_about, show_shortcuts
from nnviz.ui.inspector.formula_picture import prepare as prepare_formulas
from nnviz.ui.inspector.inspector import Inspector
from nnviz.ui.language import Language
from nnviz.ui.lesson_view import LessonView
from nnviz.ui.menus import Menus
from nnviz.ui.network_list import NetworkList
from nnviz.ui.notice import Notice
from nnviz.ui.panel import Panel
from nnviz.ui.plots.plot_panel import PlotPanel
from nnviz.ui.save_picture import ask_and_save
from nnviz.ui.settings import FOLLOW_SYSTEM, Settings
from nnviz.ui.state_label import StateLabel
from nnviz.ui.style import style_sheet
from nnviz.ui.theme import DARK, THEMES, Theme, palette
from nnviz.ui.timeline import Timeline
from nnviz.ui.transport import Transport
from nnviz.ui.weight.card import WeightCard

POLL_MS = 16
"""Milliseconds between two looks into the mailbox."""


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
        self._lesson, self._mailbox = lesson, mailbox
        self.language, self.settings = language, settings
        self._theme = DARK
        self.shown: Frame | None = None
        self.status: Status | None = None
        self._records: list[Record] = []
        self._plots: list[PlotPanel] = []
        self._shown_since = self._prepared = False
        self._make_views()
        self._make_panels()
        self._connect()
        self.arrangement = Arrangement(self, self.panels, settings, self.network.whole_height)
        self.arrangement.restore_default()
        self.arrangement.restore()
        self._retranslate()
        self.set_theme_name(settings.theme)
        self._poll = QTimer(self, interval=POLL_MS, timerType=Qt.TimerType.PreciseTimer)
        self._poll.timeout.connect(self.look_into_mailbox)

    # -- making ---------------------------------------------------------------------------------

    def _make_views(self) -> None:
        self.canvas, self.banner = Canvas(), Banner()
        self.timeline, self.inspector = Timeline(), Inspector()
        self.lesson_view, self.network = LessonView(), NetworkList()
        self.weight_card = WeightCard()
        self.actions_ = RunActions(self)
        self.transport = Transport(self.actions_)
        self.state, self.notice = StateLabel(), Notice(self)
        self.addToolBar(self.transport)
        self.setContentsMargins(10, 0, 10, 10)
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
        self.panels = {
            "lesson": Panel("lesson", self.lesson_view, self),
            "network": Panel("network", self.network, self),
            "pass": Panel("pass", self.timeline, self),
            "inspector": Panel("inspector", self.inspector, self),
            "weight": Panel("weight", self.weight_card, self),
            "loss": Panel("loss", QWidget(), self),
            "norms": Panel("norms", QWidget(), self),
            "surface": Panel("surface", QWidget(), self),
        }
        self.menu_bar = QMenuBar()
        toggles = (panel.toggleViewAction() for panel in self.panels.values())
        self.menus = Menus(self.menu_bar, self.actions_, toggles)
        self._connect_menus()
        self.setMenuWidget(self._top())

    def _connect_menus(self) -> None:
        menus, canvas = self.menus, self.canvas
        menus.picture_asked.connect(lambda: ask_and_save(self))
        menus.quit_asked.connect(self.close)
        menus.layout_asked.connect(self.restore_default_layout)
        menus.shortcuts_asked.connect(lambda: show_shortcuts(self, menus.listed()))
        menus.about_asked.connect(lambda: show_about(self))
        menus.zoomed_in.connect(canvas.zoom_in)
        menus.zoomed_out.connect(canvas.zoom_out)
        menus.fit_asked.connect(canvas.fit)
        menus.unit_chosen.connect(self.actions_.set_unit)
        menus.mode_chosen.connect(canvas.set_mode)
        menus.theme_chosen.connect(self.set_theme_name)
        menus.language_chosen.connect(self.set_language)
        menus.past_chosen.connect(self._give_past)
        menus.predict_chosen.connect(self._predict_first)
        canvas.mode_changed.connect(lambda mode: menus.check("colour", mode.value))
        self.actions_.unit_changed.connect(self._keep_unit)
        menus.check("unit", self.actions_.unit.value)
        menus.check("colour", self.settings.colour_mode)
        menus.check("theme", self.settings.theme)
        menus.check("language", self.language.code)
        menus.check("past", str(self.settings.past_megabytes))
        menus.check_predict(self.settings.predict)

    def _top(self) -> QWidget:
        """The menus at the left, the state at the right."""
        top = QWidget()
        layout = QHBoxLayout(top)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.menu_bar, 1)
        layout.addWidget(self.state)
        return top

    def _connect(self) -> None:
        self.actions_.asked.connect(self.asked)
        self.transport.asked.connect(self.asked)
        self.transport.pace_chosen.connect(lambda pace: setattr(self.settings, "pace", pace))
        self.timeline.position_chosen.connect(lambda place: self.asked.emit(commands.GoToPosition(place)))
        self.canvas.weight_clicked.connect(self.open_weight)
        self.weight_card.asked.connect(self.asked)
        self.banner.rewind_asked.connect(lambda: self.asked.emit(commands.RewindToFinite()))
        self.banner.reset_asked.connect(self.actions_.reset.trigger)
        self.canvas.mode_changed.connect(lambda mode: setattr(self.settings, "colour_mode", mode.value))
        self.inspector.number_set.connect(self._set_number)
        self.inspector.weight_asked.connect(self.open_weight)
        self.inspector.judged.connect(self.canvas.setFocus)
        self.inspector.precision_changed.connect(lambda digits: setattr(self.settings, "digits", digits))
        for box in (self.transport.rate, self.transport.seed):
            box.lineEdit().returnPressed.connect(self.canvas.setFocus)
        for choice in (self.transport.pace, self.transport.initializer):
            choice.activated.connect(lambda _: self.canvas.setFocus())
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def is_complete(self) -> bool:
        """Whether the plots have been added."""
        return bool(self._plots)

    def complete(self) -> None:
        """Adds the plots, whose library takes a while to import, and shows what has come so far."""
        if self._plots:
            return
        from nnviz.ui.plots.loss_plot import LossPlot
        from nnviz.ui.plots.norm_plot import NormPlot
        from nnviz.ui.plots.surface_view import SurfaceView

        self.loss_plot, self.norm_plot, self.surface = LossPlot(), NormPlot(), SurfaceView()
        self._plots = [self.loss_plot, self.norm_plot, self.surface]
        for curves in (self.loss_plot, self.norm_plot):
            curves.epoch_chosen.connect(lambda epoch: self.asked.emit(commands.GoToEpoch(epoch)))
        for key, plot in zip(("loss", "norms", "surface"), self._plots, strict=True):
            plot.set_theme(self._theme)
            self.panels[key].set_view(plot)
        if self.shown is not None:
            self._show_in_plots(self.shown, self._records)
        self._records = []

    # -- mail -----------------------------------------------------------------------------------

    def start(self) -> None:
        """Begins to look for mail, with the remembered settings."""
        self.canvas.set_mode(ColourMode(self.settings.colour_mode))
        self.inspector.set_precision(self.settings.digits)
        self.inspector.set_predicting(self.settings.predict)
        self.transport.set_pace(self.settings.pace)
        self._give_past(self.settings.past_megabytes)
        self.actions_.set_unit(self.settings.unit)
        self._keep_unit(self.settings.unit)
        self._poll.start()

    def show_at_once(self, mail: Mail) -> None:
        """Shows the window complete with everything in the mail, for a picture."""
        self.show()
        self.complete()
        self.canvas.set_mode(ColourMode(self.settings.colour_mode))
        self.restore_default_layout()
        self.show_mail(mail)
        QApplication.processEvents()  # a panel that became another size lays out its view only then
        for plot in (self.loss_plot, self.norm_plot):
            plot.redraw()

    def look_into_mailbox(self) -> None:
        """Shows what has arrived; what comes late is added in the looks after the first frame was painted."""
        mail = self._mailbox.take()
        if mail is not None:
            self.show_mail(mail)
        if not self._prepared and self._shown_since:
            self._prepare()
        self._shown_since = self.shown is not None

    def _prepare(self) -> None:
        """Gets ready, one thing a look, what takes a while to import and was not needed to begin with."""
        if not self._plots:
            self.complete()
            return
        prepare_formulas()
        self._prepared = True

    def show_mail(self, mail: Mail) -> None:
        """Hands everything to the views."""
        self.status = mail.status
        self.transport.show_status(mail.status)
        self.banner.show_status(mail.status)
        self.state.show_mail(mail.status, mail.frame)
        self.menus.show_past(mail.status.past_bytes)
        self.weight_card.show_status(mail.status)
        if mail.frame is not None:
            self._show_in_views(mail.frame)
        if self._plots:
            self._show_in_plots(mail.frame, mail.records)
        else:
            self._records += mail.records
        if mail.examination is not None:
            self.weight_card.show_examination(mail.examination)

    def _show_in_views(self, frame: Frame) -> None:
        first, self.shown = self.shown is None, frame
        for view in (self.canvas, self.timeline, self.inspector, self.network, self.weight_card):
            view.show_frame(frame)
        if first:
            self.arrangement.share_out_left()

    def _show_in_plots(self, frame: Frame | None, records: tuple[Record, ...] | list[Record]) -> None:
        if frame is not None:
            for plot in self._plots:
                plot.show_frame(frame)
        if records:
            self.loss_plot.show_records(records)
            self.norm_plot.show_records(records)

    def open_weight(self, weight: Weight) -> None:
        """Shows the card of a weight, with room for it."""
        docking.open_card(self, self.panels)
        self.weight_card.choose(weight)

    def _keep_unit(self, unit: Unit) -> None:
        self.menus.check("unit", unit.value)
        self.settings.unit = unit
        self.inspector.set_alone(unit is Unit.FORMULA)

    def _set_number(self, edit: Edit) -> None:
        self.canvas.setFocus()  # the cell it was typed into is drawn anew
        self.asked.emit(commands.MakeEdit(edit))

    def _predict_first(self, on: bool) -> None:
        self.settings.predict = on
        self.inspector.set_predicting(on)

    def refuse(self, reason: str) -> None:
        """Says why a command could not be carried out."""
        self.notice.say(reason)

    def _give_past(self, megabytes: int) -> None:
        self.settings.past_megabytes = megabytes
        self.asked.emit(commands.SetHistoryBytes(megabytes * 2**20))

    # -- themes and languages -------------------------------------------------------------------

    def set_theme_name(self, name: str) -> None:
        """``light``, ``dark``, or ``system`` to follow the system where Qt can tell."""
        self.settings.theme = name
        self._apply(THEMES.get(name) or self._systems_theme())

    @staticmethod
    def _systems_theme() -> Theme:
        light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
        return THEMES["light" if light else "dark"]

    def _follow_system(self) -> None:
        if self.settings.theme == FOLLOW_SYSTEM:
            self._apply(self._systems_theme())

    def _apply(self, theme: Theme) -> None:
        self._theme = theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setPalette(palette(theme))
        app.setStyleSheet(style_sheet(theme))
        views = (self.canvas, self.timeline, self.inspector, self.network, self.transport, self.state)
        for view in (*views, self.weight_card):
            view.set_theme(theme)
        for plot in self._plots:
            plot.set_theme(theme)

    def set_language(self, code: str) -> None:
        """Changes every text, while the run goes on."""
        self.settings.language = code
        self.language.set(code)

    def _retranslate(self) -> None:
        code = self.language.code
        self.setWindowTitle(f"{self._lesson.title(code)} · nnviz")
        self.lesson_view.show_text(self._lesson.text(code))
        for key, name in {
            "lesson": self.tr("Lesson"),
            "network": self.tr("Network"),
            "pass": self.tr("One pass"),
            "inspector": self.tr("Operation"),
            "weight": self.tr("One weight"),
            "loss": self.tr("Loss"),
            "norms": self.tr("Gradient norm per layer"),
            "surface": self.tr("Output over the input plane"),
        }.items():
            self.panels[key].set_name(name)

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

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self.menus.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._poll.stop()
        self.arrangement.remember()
        self.closing.emit()
        super().closeEvent(event)

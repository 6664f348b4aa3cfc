"""The menu bar: everything the window can do, by name and with its keys.

Texts are written again whenever the language changes; the actions stay the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

from nnviz.dataclass import dataclass
from nnviz.session.choices import Unit
from nnviz.ui.actions import KEYED, RunActions
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.documents.menu import DocumentMenu
from nnviz.ui.keys.defaults import give_default_keys
from nnviz.ui.language import LANGUAGES
from nnviz.ui.menu_room import keep_room
from nnviz.ui.menu_words import MenuWords
from nnviz.ui.settings import FOLLOW_SYSTEM, PAST_MEGABYTES
from nnviz.ui.theme import THEMES

EXPORTS = ("script", "notebook", "onnx", "weights", "course", "worksheet")
"""What a run can be exported as, in the order of the menu."""


@dataclass(frozen=True)
class Group:
    """The actions of one menu, in order, under its title."""

    title: str
    actions: tuple[QAction, ...]


class Menus(QObject):
    """Fills a menu bar; it knows no window, only what a person may ask of one.

    Args:
        bar: the menu bar.
        run: the actions of the run.
        panels: what shows and hides each panel.
        editing: the menus of what can be changed.
        documents: what opens and saves documents.

    Signals:
        open_data_asked, save_asked, network_picture_asked, window_picture_asked, copy_asked, quit_asked,
            layout_asked, weight_asked, neuron_asked, layer_asked, pad_asked, features_asked, points_asked,
            build_asked, new_network_asked, shortcuts_asked, about_asked, import_asked, model_asked,
            welcome_asked, guide_asked, compare_asked, other_asked, comparison_ended: an entry was chosen.
        export_asked: which kind of export was chosen, one of :data:`EXPORTS`.
        place_asked: the keys shall go to the next panel, or to the one before.
        context_menu_asked: the menu of what has the focus is wanted.
        zoomed_in, zoomed_out, fit_asked: the same, for the canvas.
        unit_chosen: how far a plain step shall go.
        lessons_asked: all lessons shall be shown.
        lesson_moved: the lesson so many places on shall be opened, −1 or 1.
        predict_chosen: whether a guess is asked for before a result is shown.
        thumbnails_chosen: whether units show what they give over the input plane.
        motion_chosen: whether the flow over the edges is shown to move.
        mode_chosen, theme_chosen, language_chosen: with the :class:`ColourMode`, the name, the code.
        past_chosen: with the megabytes that the past may take.
        settings_asked: the settings shall be shown.
        presentation_asked: whether the window is presented.
        text_stepped: a larger text size, 1, or a smaller one, −1.
        text_reset: the text size that suits the screen.
        ailment_chosen: the name of the lesson on what is wrong somewhere.
        recent_chosen: which of the data opened before shall be opened again, from 0.
    """

    open_data_asked = Signal()
    save_asked = Signal()
    network_picture_asked = Signal()
    window_picture_asked = Signal()
    copy_asked = Signal()
    quit_asked = Signal()
    layout_asked = Signal()
    weight_asked = Signal()
    pad_asked = Signal()
    features_asked = Signal()
    points_asked = Signal()
    neuron_asked = Signal()
    layer_asked = Signal()
    build_asked = Signal()
    new_network_asked = Signal()
    shortcuts_asked = Signal()
    about_asked = Signal()
    welcome_asked = Signal()
    guide_asked = Signal()
    import_asked = Signal()
    model_asked = Signal()
    compare_asked = Signal()
    other_asked = Signal()
    comparison_ended = Signal()
    export_asked = Signal(str)
    place_asked = Signal(bool)
    context_menu_asked = Signal()
    zoomed_in = Signal()
    zoomed_out = Signal()
    fit_asked = Signal()
    unit_chosen = Signal(object)
    lessons_asked = Signal()
    lesson_moved = Signal(int)
    predict_chosen = Signal(bool)
    motion_chosen = Signal(bool)
    thumbnails_chosen = Signal(bool)
    mode_chosen = Signal(object)
    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    past_chosen = Signal(int)
    recent_chosen = Signal(int)
    settings_asked = Signal()
    presentation_asked = Signal(bool)
    text_stepped = Signal(int)
    text_reset = Signal()
    ailment_chosen = Signal(str)

    def __init__(
        self,
        bar: QMenuBar,
        run: RunActions,
        panels: Iterable[QAction],
        editing: Iterable[QMenu],
        documents: DocumentMenu,
    ) -> None:
        super().__init__(bar)
        self._bar = bar
        self._menus: dict[str, QMenu] = {
            key: bar.addMenu("") for key in ("file", "edit", "run", "step", "lesson", "view", "help")
        }
        for key in ("unit", "colour", "theme", "language", "panels", "past", "recent", "export", "wrong"):
            self._menus[key] = QMenu(bar)
        for menu in self._menus.values():
            keep_room(menu)
        self._made: dict[str, QAction] = {}
        self._past_taken = 0
        self._menus["recent_documents"] = documents.recent
        self._fill_file(documents)
        self._fill_edit(run, editing)
        self._fill_run(run)
        self._menus["panels"].addActions(list(panels))
        self._fill_lesson()
        self._fill_view()
        self._fill_help()
        self.retranslate()

    def _add(self, menu: str, key: str, act: Callable[[], object]) -> QAction:
        action = QAction(self)
        give_default_keys(action, key)
        action.triggered.connect(lambda _checked=False: act())
        self._menus[menu].addAction(action)
        self._made[key] = action
        return action

    def _fill_file(self, documents: DocumentMenu) -> None:
        self._add("file", "new_network", self.new_network_asked.emit)
        self._menus["file"].addAction(documents.open)
        self._menus["file"].addMenu(documents.recent)
        self._add("file", "open_data", self.open_data_asked.emit)
        self._menus["file"].addMenu(self._menus["recent"])
        self._menus["recent"].setToolTipsVisible(True)
        self.show_recent([])
        self._menus["file"].addSeparator()
        self._menus["file"].addActions([documents.save, documents.save_as])
        self._add("file", "save_lesson", self.save_asked.emit)
        self._menus["file"].addSeparator()
        self._menus["file"].addMenu(self._menus["export"])
        for kind in EXPORTS:
            self._add("export", f"export_{kind}", partial(self.export_asked.emit, kind))
        self._add("file", "import_weights", self.import_asked.emit)
        self._add("file", "import_onnx", self.model_asked.emit)
        self._menus["file"].addSeparator()
        self._add("file", "network_picture", self.network_picture_asked.emit)
        self._add("file", "picture", self.window_picture_asked.emit)
        self._add("file", "copy_picture", self.copy_asked.emit)
        self._menus["file"].addSeparator()
        self._add("file", "quit", self.quit_asked.emit)

    def show_recent(self, named: Sequence[tuple[str, str]]) -> None:
        """Shows what data can be opened again, by name and place."""
        menu = self._menus["recent"]
        menu.clear()
        for number, (name, place) in enumerate(named):
            action = menu.addAction(name.replace("&", "&&"))
            action.setToolTip(place)
            action.triggered.connect(lambda _=False, number=number: self.recent_chosen.emit(number))
        menu.setEnabled(bool(named))

    def show_ailments(self, named: Sequence[tuple[str, str, str]]) -> None:
        """Shows what is wrong: the text of each entry, all that is to be said of it, and its lesson."""
        menu = self._menus["wrong"]
        menu.setEnabled(bool(named))
        if [(each.text(), each.data()) for each in menu.actions()] == [
            (text, name) for text, _, name in named
        ]:
            return
        menu.clear()
        menu.setToolTipsVisible(True)
        for text, told, name in named:
            action = menu.addAction(text)
            action.setData(name)
            action.setToolTip(told)
            action.triggered.connect(lambda _=False, name=name: self.ailment_chosen.emit(name))

    def _fill_edit(self, actions: RunActions, editing: Iterable[QMenu]) -> None:
        self._menus["edit"].addActions([actions.undo, actions.redo])
        self._menus["edit"].addSeparator()
        for menu in editing:
            self._menus["edit"].addMenu(menu)
        self._add("edit", "features", self.features_asked.emit)
        self._add("edit", "points", self.points_asked.emit)
        self._menus["edit"].addSeparator()
        self._add("edit", "settings", self.settings_asked.emit)

    def _fill_run(self, actions: RunActions) -> None:
        for action in (actions.run, actions.reset, actions.new_weights, actions.rewind):
            self._menus["run"].addAction(action)
        self._menus["run"].addSeparator()
        self._add("run", "compare", self.compare_asked.emit)
        self._add("run", "other_network", self.other_asked.emit)
        self._add("run", "end_comparison", self.comparison_ended.emit)
        self._menus["run"].addSeparator()
        self._menus["run"].addMenu(self._menus["past"])
        self._choices("past", {str(size): size for size in PAST_MEGABYTES}, self.past_chosen)
        step = self._menus["step"]
        step.addActions([actions.forward, actions.back])
        step.addMenu(self._menus["unit"])
        self._choices("unit", {unit.value: unit for unit in Unit}, self.unit_chosen)
        predict = self._add("step", "predict", lambda: self.predict_chosen.emit(predict.isChecked()))
        predict.setCheckable(True)
        step.addSeparator()
        for unit in KEYED:
            step.addActions([actions.steps[unit, True], actions.steps[unit, False]])
            step.addSeparator()
        step.addActions([actions.start, actions.end])

    def _fill_lesson(self) -> None:
        self._add("lesson", "lessons", self.lessons_asked.emit)
        self._menus["lesson"].addSeparator()
        self._add("lesson", "next_lesson", partial(self.lesson_moved.emit, 1))
        self._add("lesson", "previous_lesson", partial(self.lesson_moved.emit, -1))

    def _fill_view(self) -> None:
        view, chosen = self._menus["view"], self.thumbnails_chosen
        presentation = self._add(
            "view", "presentation", lambda: self.presentation_asked.emit(presentation.isChecked())
        )
        presentation.setCheckable(True)
        for key in ("panels", "colour", "wrong"):
            view.addMenu(self._menus[key])
        modes: dict[str, object] = {mode.value: mode for mode in ColourMode}
        self._choices("colour", modes, self.mode_chosen)
        self.show_ailments([])
        self._add("view", "next_place", partial(self.place_asked.emit, True))
        self._add("view", "previous_place", partial(self.place_asked.emit, False))
        self._add("view", "context_menu", self.context_menu_asked.emit)
        view.addSeparator()
        self._add("view", "zoom_in", self.zoomed_in.emit)
        self._add("view", "zoom_out", self.zoomed_out.emit)
        self._add("view", "fit", self.fit_asked.emit)
        view.addSeparator()
        self._add("view", "text_larger", partial(self.text_stepped.emit, 1))
        self._add("view", "text_smaller", partial(self.text_stepped.emit, -1))
        self._add("view", "text_least", self.text_reset.emit)
        view.addSeparator()
        motion = self._add("view", "motion", lambda: self.motion_chosen.emit(motion.isChecked()))
        motion.setCheckable(True)
        thumbnails = self._add("view", "thumbnails", lambda: chosen.emit(thumbnails.isChecked()))
        thumbnails.setCheckable(True)
        view.addSeparator()
        for key in ("theme", "language"):
            view.addMenu(self._menus[key])
        themes = (FOLLOW_SYSTEM, *sorted(THEMES, reverse=True))
        self._choices("theme", {name: name for name in themes}, self.theme_chosen)
        self._choices("language", {code: code for code in LANGUAGES}, self.language_chosen)
        view.addSeparator()
        self._add("view", "weight", self.weight_asked.emit)
        self._add("view", "neuron", self.neuron_asked.emit)
        self._add("view", "layer", self.layer_asked.emit)
        self._add("view", "build", self.build_asked.emit)
        self._add("view", "pad", self.pad_asked.emit)
        self._add("view", "layout", self.layout_asked.emit)

    def _choices(self, menu: str, values: Mapping[str, object], chosen: SignalInstance) -> None:
        """Actions of which exactly one is checked."""
        group = QActionGroup(self)
        for key, value in values.items():
            action = self._add(menu, f"{menu} {key}", partial(chosen.emit, value))
            action.setCheckable(True)
            group.addAction(action)

    def picture_entries(self) -> list[QAction]:
        """What makes a picture of the network."""
        return [self._made["copy_picture"], self._made["network_picture"]]

    def presented_entries(self) -> list[QAction]:
        """What is to go by its keys also while the menus are away."""
        return [*self._made.values()]

    def recent_entries(self) -> list[QAction]:
        """The data that can be opened again."""
        return self._menus["recent"].actions()

    def past_entries(self) -> list[QAction]:
        """The choices of memory for the past."""
        return self._menus["past"].actions()

    def show_past(self, taken: int) -> None:
        """Says how many bytes the past takes now."""
        megabytes = -(-taken // 2**20)
        if megabytes != self._past_taken:
            self._past_taken = megabytes
            self._name_past()

    def _name_past(self) -> None:
        text = self.tr("History Memory ({0} MB used)")
        self._menus["past"].setTitle(text.format(self._past_taken))

    def check(self, menu: str, key: str) -> None:
        """Marks what is in force: ``unit``, ``colour``, ``theme``, ``language`` or ``past``, and the
        value's key."""
        self._made[f"{menu} {key}"].setChecked(True)

    def check_predict(self, on: bool) -> None:
        """Marks whether a guess is asked for."""
        self._made["predict"].setChecked(on)

    def check_thumbnails(self, on: bool) -> None:
        """Marks whether units show what they give over the input plane."""
        self._made["thumbnails"].setChecked(on)

    def check_presentation(self, on: bool) -> None:
        """Marks whether the window is presented."""
        self._made["presentation"].setChecked(on)

    def show_comparing(self, on: bool) -> None:
        """Offers what there is to do while two networks are compared, or while there is one."""
        for key in ("compare", "other_network", "end_comparison"):
            self._made[key].setEnabled(on is (key != "compare"))

    def check_motion(self, on: bool) -> None:
        """Marks whether the flow over the edges is shown to move."""
        self._made["motion"].setChecked(on)

    def _fill_help(self) -> None:
        self._add("help", "welcome", self.welcome_asked.emit)
        self._add("help", "guide", self.guide_asked.emit)
        self._add("help", "shortcuts", self.shortcuts_asked.emit)
        self._add("help", "about", self.about_asked.emit)

    def groups(self) -> list[Group]:
        """Every menu with its actions, those of a menu within another in a group of their own."""
        return [group for entry in self._bar.actions() for group in self._groups_of(entry)]

    def _groups_of(self, entry: QAction, above: str = "") -> Iterator[Group]:
        """The group of a menu by its entry, and those of the menus in it."""
        # QAction.menu() would hand the menu over to Python, which deletes it.
        menu = next(menu for menu in self._menus.values() if menu.menuAction() is entry)
        inner = [other.menuAction() for other in self._menus.values()]
        title = above + plain_text(menu.title())
        actions = [action for action in menu.actions() if not action.isSeparator()]
        yield Group(title, tuple(action for action in actions if action not in inner))
        for action in actions:
            if action in inner:
                yield from self._groups_of(action, f"{title} ▸ ")

    def access_keys(self) -> dict[str, str]:
        """The title of each menu of the bar by the key that opens it, such as ``Alt+F``."""
        titles = [action.text() for action in self._bar.actions()]
        return {QKeySequence.mnemonic(title).toString(): plain_text(title) for title in titles}

    def retranslate(self) -> None:
        """Writes all texts in the language of the window."""
        words = MenuWords()
        for key, title in words.titles().items():
            self._menus[key].setTitle(title)
        for key, text in words.entries().items():
            self._made[key].setText(text)
        for code, name in LANGUAGES.items():
            self._made[f"language {code}"].setText(name)
        for size in PAST_MEGABYTES:
            self._made[f"past {size}"].setText(self.tr("{0} MB").format(size))
        self._name_past()


def plain_text(text: str) -> str:
    """The text of an action or a menu without the mark of its access key."""
    return re.sub(r"\(&.\)|&", "", text)

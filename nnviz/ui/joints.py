"""Which signal of a window's parts goes where, all in one place.

No view knows another; what one of them wishes is carried to the one that can do it here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QGuiApplication

from nnviz.session import commands
from nnviz.ui import cards
from nnviz.ui.building.opening import ask_for_network
from nnviz.ui.drawing.opening import open_features, open_pad, open_points

if TYPE_CHECKING:
    from nnviz.ui.window import MainWindow


def join_menus(window: MainWindow) -> None:
    """Joins the menus, and marks in them what is in force."""
    menus, canvas = window.menus, window.canvas
    menus.weight_asked.connect(window.open_weight_by_key)
    menus.pad_asked.connect(lambda: open_pad(window))
    menus.points_asked.connect(lambda: open_points(window))
    menus.features_asked.connect(lambda: open_features(window))
    menus.neuron_asked.connect(lambda: cards.open_neuron(window))
    menus.layer_asked.connect(lambda: cards.open_layer(window))
    menus.new_network_asked.connect(lambda: ask_for_network(window))
    menus.build_asked.connect(lambda: cards.open_build(window))
    menus.network_picture_asked.connect(lambda: window.pictures.save_network())
    menus.window_picture_asked.connect(lambda: window.pictures.save_window())
    menus.copy_asked.connect(lambda: window.pictures.copy_network())
    menus.open_data_asked.connect(lambda: window.data.ask())
    menus.recent_chosen.connect(lambda place: window.data.open_again(place))
    if window.settings.recent_data:
        window.data.tell_recent()
    menus.export_asked.connect(lambda kind: window.exports.ask(kind))
    menus.import_asked.connect(lambda: window.imports.ask())
    menus.model_asked.connect(lambda: window.imports.models.ask())
    join_documents(window)
    menus.quit_asked.connect(window.close)
    menus.layout_asked.connect(window.restore_default_layout)
    menus.zoomed_in.connect(canvas.zoom_in)
    menus.zoomed_out.connect(canvas.zoom_out)
    menus.fit_asked.connect(canvas.fit)
    menus.unit_chosen.connect(window.actions_.set_unit)
    menus.mode_chosen.connect(canvas.set_mode)
    menus.theme_chosen.connect(window.set_theme_name)
    menus.language_chosen.connect(window.set_language)
    menus.past_chosen.connect(window.give_past)
    menus.predict_chosen.connect(window.predict_first)
    menus.motion_chosen.connect(window.let_move)
    for wished in (menus.thumbnails_chosen, canvas.thumbnails_wished):
        wished.connect(lambda on: _show_thumbnails(window, on))
    _show_thumbnails(window, window.settings.thumbnails)
    canvas.mode_changed.connect(lambda mode: menus.check("colour", mode.value))
    window.actions_.unit_changed.connect(window.keep_unit)
    menus.check("unit", window.actions_.unit.value)
    menus.check("colour", window.settings.colour_mode)
    menus.check("theme", window.settings.theme)
    menus.check("language", window.language.code)
    menus.check("past", str(window.settings.past_megabytes))
    menus.check_predict(window.settings.predict)
    menus.save_asked.connect(window.director.keeper.ask)
    window.director.keeper.done.connect(window.notice.tell)
    menus.lessons_asked.connect(window.director.show_gallery)
    menus.lesson_moved.connect(window.director.move)


def join_documents(window: MainWindow) -> None:
    """Joins what opens and saves documents, and whatever may have to be saved."""
    documents, menu = window.documents, window.document_menu
    menu.open_asked.connect(documents.ask)
    menu.save_asked.connect(lambda: documents.save())
    menu.save_as_asked.connect(lambda: documents.save_as())
    menu.chosen.connect(documents.open_again)
    menu.cleared.connect(documents.forget_recent)
    documents.recent_changed.connect(menu.show_recent)
    documents.tell_recent()
    documents.done.connect(window.notice.tell)
    documents.asked.connect(window.asked)
    documents.named.connect(lambda: window.name_window(window.director.lesson))
    window.director.opened.connect(lambda _: documents.begin())
    window.asked.connect(documents.note)
    window.desk.asked.connect(documents.note_by_hand)


def join_views(window: MainWindow) -> None:
    """Joins the views with each other, with the settings and with the run."""
    window.actions_.asked.connect(window.asked)
    window.transport.asked.connect(window.asked)
    window.transport.refused.connect(window.notice.say)
    window.transport.pace_chosen.connect(lambda pace: setattr(window.settings, "pace", pace))
    window.timeline.position_chosen.connect(lambda place: window.asked.emit(commands.GoToPosition(place)))
    window.canvas.weight_clicked.connect(window.open_weight)
    window.canvas.badge_clicked.connect(lambda lesson: window.director.follow(f"nnviz:lesson/{lesson}"))
    window.canvas.focused.connect(lambda neuron: cards.look_at(window, neuron))
    window.canvas.head_clicked.connect(lambda name: cards.open_layer(window, name))
    window.director.opened.connect(lambda _: window.canvas.focus_on(None))
    window.director.asked.connect(window.asked)
    window.director.opened.connect(window.name_window)
    window.director.refused.connect(window.refuse)
    window.player.sliders.slid.connect(
        lambda edit, goes_on: window.asked.emit(commands.MakeEdit(edit, goes_on=goes_on))
    )
    window.player.followed.connect(window.director.follow)
    window.player.moved.connect(window.director.move)
    window.player.gallery_asked.connect(window.director.show_gallery)
    window.player.answers_changed.connect(window.settings.keep_answers)
    window.banner.rewind_asked.connect(lambda: window.asked.emit(commands.RewindToFinite()))
    window.banner.reset_asked.connect(window.actions_.reset.trigger)
    for asked in (window.banner.rewind_asked, window.banner.reset_asked):
        asked.connect(window.canvas.setFocus)  # the button goes away with the banner
    window.canvas.mode_changed.connect(lambda mode: setattr(window.settings, "colour_mode", mode.value))
    window.inspector.number_set.connect(lambda _: window.canvas.setFocus())  # its cell is drawn anew
    window.inspector.number_set.connect(window.desk.change)
    window.inspector.slid.connect(window.desk.slide)
    window.inspector.asked.connect(window.asked)
    window.desk.asked.connect(window.asked)
    window.timeline.changes.setMenu(window.desk.changes)
    window.network.menu_asked.connect(
        lambda node, where: window.desk.open_menu(node, where, window.layer_menu.entries(node))
    )
    window.network.layer_asked.connect(lambda name: cards.open_layer(window, name))
    window.canvas.menu_asked.connect(
        lambda node, where, weight: window.desk.open_menu(node, where, _canvas_entries(window, node), weight)
    )
    window.inspector.judged.connect(window.canvas.setFocus)
    window.inspector.covering.connect(window.canvas.set_covered)
    window.inspector.weight_asked.connect(window.open_weight)
    window.inspector.precision_changed.connect(lambda digits: setattr(window.settings, "digits", digits))
    for box in (window.transport.rate, window.transport.seed):
        box.lineEdit().returnPressed.connect(window.canvas.setFocus)
    for choice in (window.transport.pace, window.transport.initializer):
        choice.activated.connect(lambda _: window.canvas.setFocus())
    window.canvas.probe_ended.connect(window.probing.end)
    window.director.opened.connect(window.probing.end)
    window.probing.changed.connect(window.canvas.set_probe)
    hints = QGuiApplication.styleHints()
    hints.colorSchemeChanged.connect(window.follow_system)


def _canvas_entries(window: MainWindow, node: str) -> list[QAction]:
    return [*window.layer_menu.entries(node), *window.menus.picture_entries()]


def _show_thumbnails(window: MainWindow, on: bool) -> None:
    window.settings.thumbnails = on
    window.menus.check_thumbnails(on)
    window.canvas.set_thumbnails(on)

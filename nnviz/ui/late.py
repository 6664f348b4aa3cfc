"""The parts of a window that nobody sees at first, each made when it is first asked for.

A window that has shown all else asks for them itself, one between two looks, so that none keeps a click
waiting; only then are their modules imported.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from nnviz.ui.language import translate_reason

if TYPE_CHECKING:
    from nnviz.ui.building.build_panel import BuildPanel
    from nnviz.ui.building.builder import Builder
    from nnviz.ui.building.layer_menu import LayerMenu
    from nnviz.ui.canvas.building import CanvasBuilding
    from nnviz.ui.data.desk import DataDesk
    from nnviz.ui.exporting.desk import ExportDesk
    from nnviz.ui.exporting.import_desk import ImportDesk
    from nnviz.ui.layer.layer_view import LayerView
    from nnviz.ui.pictures.desk import PictureDesk
    from nnviz.ui.presenting.presentation import Presentation
    from nnviz.ui.unit.card import NeuronCard
    from nnviz.ui.weight.card import WeightCard
    from nnviz.ui.window import MainWindow

PARTS = (
    *("canvas_building", "weight_card", "neuron_card", "layer_view", "layer_menu", "build_panel"),
    *("data", "presentation", "pictures", "exports", "imports"),
)
"""The names of the parts in a window, in the order in which it asks for them."""


def asked_for(window: MainWindow) -> Iterator[None]:
    """Asks for every part that is not there yet, one whenever the next step is asked for."""
    for name in PARTS:
        if name not in vars(window):
            getattr(window, name)
            yield


def weight_card(window: MainWindow) -> WeightCard:
    """The card of one weight, in its panel."""
    from nnviz.ui.weight.card import WeightCard

    card = WeightCard()
    card.asked.connect(window.asked)
    card.change_wished.connect(window.desk.change)
    window.let_follow(card.show_mail, card.set_theme)
    window.panels["weight"].set_view(card)
    return card


def neuron_card(window: MainWindow) -> NeuronCard:
    """The card of one neuron, in its panel."""
    from nnviz.ui.unit.card import NeuronCard

    card = NeuronCard()
    card.chosen.connect(window.canvas.focus_on)
    card.weight_asked.connect(window.open_weight)
    card.set_covered(window.canvas.covered)
    window.inspector.covering.connect(card.set_covered)
    window.let_follow(card.show_mail, card.set_theme)
    window.panels["neuron"].set_view(card)
    return card


def layer_view(window: MainWindow) -> LayerView:
    """The panel of one layer, whose plots have the epochs of the others."""
    from nnviz.ui.layer.layer_view import LayerView

    view = LayerView(window.epochs)
    view.asked.connect(window.asked)
    view.epoch_chosen.connect(window.actions_.go_to_epoch)
    view.set_covered(window.canvas.covered)
    window.inspector.covering.connect(view.set_covered)
    window.let_follow(view.show_mail, view.set_theme)
    window.panels["layer"].set_view(view)
    return view


def builder(window: MainWindow) -> Builder:
    """What holds the draft that is built."""
    from nnviz.ui.building.builder import Builder

    builder = Builder(window)
    builder.asked.connect(window.asked)
    builder.changed.connect(lambda: window.actions_.show_draft(builder.waits))
    builder.refused.connect(lambda reason: window.notice.say(translate_reason(reason)))
    window.actions_.draft_undo_asked.connect(builder.take_back)
    window.let_follow(builder.show_mail)
    return builder


def build_panel(window: MainWindow) -> BuildPanel:
    """The panel in which a network is built."""
    from nnviz.ui.building.build_panel import BuildPanel

    panel = BuildPanel(window.builder)
    panel.draft.menu_asked.connect(window.layer_menu.open)
    window.let_follow(theme=panel.set_theme)
    window.panels["build"].set_view(panel)
    window.builder.changed.emit()  # or else it would wait for the next change to show the draft
    return panel


def layer_menu(window: MainWindow) -> LayerMenu:
    """What can be done with a layer from its menu."""
    from nnviz.ui.building.layer_menu import LayerMenu

    menu = LayerMenu(window.builder, window)
    window.let_follow(theme=menu.set_theme)
    return menu


def canvas_building(window: MainWindow) -> CanvasBuilding:
    """What takes drops and drags on the canvas for building."""
    from nnviz.ui.canvas.building import CanvasBuilding

    wishes = CanvasBuilding(window.canvas)
    wishes.inserted.connect(window.builder.insert_between)
    wishes.moved.connect(window.builder.move)
    wishes.joined.connect(window.layer_menu.branches.ask)
    window.let_follow(theme=wishes.set_theme)
    return wishes


def data(window: MainWindow) -> DataDesk:
    """The desk at which data of one's own are opened."""
    from nnviz.ui.data.desk import DataDesk

    desk = DataDesk(window)
    desk.opened.connect(window.director.open)
    desk.refused.connect(window.refuse)
    desk.recent_changed.connect(window.menus.show_recent)
    desk.tell_recent()
    return desk


def pictures(window: MainWindow) -> PictureDesk:
    """The desk at which pictures are made."""
    from nnviz.ui.pictures.desk import PictureDesk

    desk = PictureDesk(window)
    desk.done.connect(window.notice.tell)
    return desk


def exports(window: MainWindow) -> ExportDesk:
    """The desk at which files leave nnviz."""
    from nnviz.ui.exporting.desk import ExportDesk

    desk = ExportDesk(window)
    desk.done.connect(window.notice.tell)
    window.let_follow(lambda mail: desk.take(mail.kept))
    return desk


def imports(window: MainWindow) -> ImportDesk:
    """The desk at which weights come in."""
    from nnviz.ui.exporting.import_desk import ImportDesk

    desk = ImportDesk(window)
    desk.refused.connect(window.refuse)
    desk.models.refused.connect(window.refuse)
    return desk


def presentation(window: MainWindow) -> Presentation:
    """The presentation of the window."""
    from nnviz.ui.presenting.presentation import Presentation

    presentation = Presentation(window)
    presentation.changed.connect(window.menus.check_presentation)
    return presentation

"""Presentation mode: large, one panel at a time, and everything back as it was afterwards."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QCursor, QScreen, qGray
from PySide6.QtWidgets import (
    QGraphicsScene,
    QGraphicsSimpleTextItem,
    QGraphicsView,
    QLabel,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from nnviz.ui import text_size
from nnviz.ui.presenting import presentation as presenting
from nnviz.ui.presenting.stage import SHOWN
from nnviz.ui.settings import Settings
from nnviz.ui.theme import text_font
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, press

LARGE = 24
"""18 points on a screen of 96 dpi, in pixels."""


@pytest.fixture
def window(opened: Opener, qtbot: QtBot) -> MainWindow:
    made = opened()
    made.resize(1280, 720)
    press(qtbot, made, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: made.shown is not None and made.shown.position == 1)
    qtbot.wait(300)
    return made


def present(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    """Presents the window at the size that it has; the screen of a test has another."""
    monkeypatch.setattr(window, "showFullScreen", lambda: None)
    press(qtbot, window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: window.presentation.on)
    qtbot.wait(250)


def beside(window: MainWindow) -> list[str]:
    return [key for key, panel in window.panels.items() if panel.isVisible()]


def texts(window: MainWindow) -> list[int]:
    """The sizes of all texts that can be seen, of labels and of pictures."""
    labels = [each for each in window.findChildren(QLabel) if each.isVisible() and each.text()]
    sizes = [each.fontInfo().pixelSize() for each in labels if not each.visibleRegion().isEmpty()]
    scene = window.canvas.picture.scene.items()
    items = [i for i in scene if isinstance(i, QGraphicsSimpleTextItem) and i.text() and i.isVisible()]
    return sizes + [item.font().pixelSize() for item in items]


def places(window: MainWindow) -> dict[str, object]:
    """What a person sees of the arrangement."""
    parts: dict[str, QWidget] = {**window.panels, "canvas": window.canvas, "bar": window.transport}
    return {
        key: (part.isVisible(), part.geometry() if part.isVisible() else None) for key, part in parts.items()
    }


@pytest.mark.parametrize("key", SHOWN)
def test_every_text_is_large_enough_for_a_lecture_hall(qtbot, window, monkeypatch, key):
    present(qtbot, window, monkeypatch)
    window.presentation.show_panel(key)
    qtbot.wait(150)
    assert beside(window) == [key]
    assert min(texts(window)) >= LARGE


def test_the_colour_bar_keeps_its_name_and_grows_with_its_texts(qtbot, window, monkeypatch):
    legend = window.canvas.legend
    assert legend._bar.size() == QSize(99, 12)
    present(qtbot, window, monkeypatch)
    window.presentation.show_panel("loss")
    qtbot.wait(150)
    assert legend._bar.size() == QSize(158, 26)
    assert legend.tensors.isVisible()


def test_a_text_that_its_place_has_sized_already_is_not_made_smaller_than_can_be_read(qtbot):
    scene = QGraphicsScene()
    grown, sized = scene.addSimpleText("a"), scene.addSimpleText("b")
    view = QGraphicsView(scene)
    qtbot.addWidget(view)
    text_size.set_added(text_size.PRESENTED)
    try:
        for item, pixels in ((grown, 12), (sized, 12)):
            item.setFont(text_font(pixels, exact=item is sized))
    finally:
        text_size.set_added(0)
    assert [item.font().pixelSize() for item in (grown, sized)] == [12, 12]


def test_everything_is_back_where_it_was(qtbot, window, monkeypatch):
    before, size = places(window), window.font().pixelSize()
    assert window.panels["loss"].isVisible()
    assert window.transport.isVisible()
    place = window.shown.position, window.shown.pass_index
    present(qtbot, window, monkeypatch)
    assert not window.transport.isVisible()
    assert not window.top.isVisible()
    assert places(window) != before
    press(qtbot, window, Qt.Key.Key_F11)
    qtbot.waitUntil(lambda: not window.presentation.on)
    qtbot.waitUntil(lambda: places(window) == before, timeout=5000)
    assert (window.shown.position, window.shown.pass_index) == place
    assert window.font().pixelSize() == size
    assert text_size.added() == 0


def test_what_was_hidden_stays_hidden_afterwards(qtbot, window, monkeypatch):
    window.panels["norms"].hide()
    qtbot.wait(200)
    before = places(window)
    present(qtbot, window, monkeypatch)
    window.presentation.show_panel("norms")
    press(qtbot, window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: places(window) == before, timeout=5000)
    assert not window.panels["norms"].isVisible()


def test_a_presenters_clicker_steps(qtbot, window, monkeypatch):
    present(qtbot, window, monkeypatch)
    position = window.shown.position
    press(qtbot, window, Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: window.shown.position > position)
    press(qtbot, window, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: window.shown.position == position)


def test_panels_are_chosen_by_number_by_tab_and_by_hand(qtbot, window, monkeypatch):
    present(qtbot, window, monkeypatch)
    assert beside(window) == ["inspector"]
    press(qtbot, window, Qt.Key.Key_4)
    assert beside(window) == ["loss"]
    press(qtbot, window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert beside(window) == ["norms"]
    window.presentation.controls.tabs["lesson"].click()
    assert beside(window) == ["lesson"]
    assert window.presentation.controls.tabs["lesson"].isChecked()
    press(qtbot, window, Qt.Key.Key_1)
    assert beside(window) == []
    press(qtbot, window, Qt.Key.Key_Escape)
    press(qtbot, window, Qt.Key.Key_4)
    assert len(beside(window)) > 3  # without a presentation the number means nothing


def test_controls_go_away_and_come_back_with_the_mouse(qtbot, window, monkeypatch):
    now = 100.0
    monkeypatch.setattr(presenting, "monotonic", lambda: now)
    point = QPoint(200, 200)
    monkeypatch.setattr(QCursor, "pos", staticmethod(lambda: window.mapToGlobal(point)))
    present(qtbot, window, monkeypatch)
    controls = window.presentation.controls
    assert controls.isVisible()
    assert not window.presentation.disc.isVisible()  # nobody points yet
    point = QPoint(210, 200)
    qtbot.waitUntil(lambda: window.presentation.disc.isVisible())
    assert window.presentation.disc.geometry().center() == point - QPoint(1, 1) or (
        window.presentation.disc.geometry().contains(point)
    )
    now += presenting.REST_S + 0.1
    qtbot.waitUntil(lambda: not controls.isVisible(), timeout=3000)
    assert not window.presentation.disc.isVisible()
    point = QPoint(300, 220)
    qtbot.waitUntil(controls.isVisible)


@pytest.mark.parametrize("key", ["inspector", "pass", "loss", ""])
@pytest.mark.parametrize("size", [(1280, 720), (1600, 1000)])
def test_controls_hide_nothing_and_leave_their_room_when_they_go(qtbot, window, monkeypatch, key, size):
    window.resize(*size)
    present(qtbot, window, monkeypatch)
    window.presentation.show_panel(key)
    qtbot.wait(150)
    controls = window.presentation.controls
    assert window.rect().contains(controls.geometry())
    assert len({button.geometry().center().y() for button in controls.findChildren(QToolButton)}) == 1
    shown = places(window)
    seen = [each for each in (window.place, *window.panels.values()) if each.isVisible()]
    assert all(each.mapTo(window, each.rect().bottomLeft()).y() < controls.geometry().top() for each in seen)
    controls.go()
    qtbot.waitUntil(lambda: not controls.isVisible(), timeout=3000)
    assert places(window) == shown


def test_the_highlight_of_the_pointer_can_be_off(qtbot, window, monkeypatch, settings: Settings):
    present(qtbot, window, monkeypatch)
    window.presentation.controls.pointer.click()
    assert not settings.pointer
    qtbot.wait(60)
    assert not window.presentation.disc.isVisible()


def test_escape_ends_what_is_looked_at_before_the_presentation(qtbot, window, monkeypatch):
    from nnviz.ui.neuron import Neuron

    present(qtbot, window, monkeypatch)
    window.canvas.focus_on(Neuron("dense_1", 0))
    press(qtbot, window, Qt.Key.Key_Escape)
    assert window.canvas.neuron is None
    assert window.presentation.on
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.presentation.on


def test_closing_while_presenting_remembers_the_layout_of_before(qtbot, window, monkeypatch, settings):
    kept = bytes(window.saveState())
    present(qtbot, window, monkeypatch)
    window.close()
    layout = settings.layout()
    assert layout is not None
    assert bytes(layout[1]) == kept


def test_the_text_size_goes_by_keys_and_is_remembered(qtbot, window, settings):
    control, plain = Qt.KeyboardModifier.ControlModifier, window.font().pixelSize()
    heading = window.inspector.heading.font().pixelSize()
    thin = window.timeline.height()
    for _ in range(3):
        press(qtbot, window, Qt.Key.Key_Plus, control)
    assert settings.text_size == 3
    assert window.inspector.heading.font().pixelSize() == heading + 3
    assert window.canvas.picture.layout.fonts.small.pixelSize() >= 14
    press(qtbot, window, Qt.Key.Key_Minus, control)
    assert settings.text_size == 2
    window.set_theme_name("light")
    assert window.inspector.heading.font().pixelSize() == heading + 2
    press(qtbot, window, Qt.Key.Key_0, control)
    assert settings.text_size is None
    assert window.inspector.heading.font().pixelSize() == heading
    assert window.font().pixelSize() == plain
    qtbot.waitUntil(lambda: window.timeline.height() == thin)


def test_a_window_opens_in_the_text_size_of_last_time(opened, settings):
    settings.text_size = 4
    assert opened().inspector.heading.font().pixelSize() == 17 + 4


@pytest.mark.parametrize(
    ("screen", "added"),
    [((800, 800), 0), ((1920, 1080), 0), ((2560, 1392), 2), ((3440, 1392), 2), ((3840, 2112), 6)],
)
def test_texts_suit_the_screen_until_a_size_is_chosen(window, settings, monkeypatch, screen, added):
    heading = window.inspector.heading.font().pixelSize()
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(*screen))
    window.screen_changed.emit()
    assert window.inspector.heading.font().pixelSize() == heading + added
    assert window.transport.iconSize().width() == round(20 * text_size.factor())
    settings.text_size = 4
    window.screen_changed.emit()
    assert window.inspector.heading.font().pixelSize() == heading + 4


@pytest.mark.parametrize(("added", "gap"), [(0, 6), (6, 9)])
def test_the_gaps_between_paragraphs_grow_with_the_text(opened, settings, added, gap):
    settings.text_size = added
    text = opened().player.text.document()
    second = text.begin().next().next().blockFormat()
    assert (second.topMargin(), second.bottomMargin()) == (gap, gap)


@pytest.mark.parametrize("added", [0, 6])
def test_the_counters_have_room_for_large_numbers(opened, settings, added):
    settings.text_size = added
    window = opened()
    window.resize(2560, 1440)
    for key, text in (("epoch", "9,999,999"), ("pace", "100,000")):
        counter = window.transport._counters[key]
        assert counter.contentsRect().width() >= counter.fontMetrics().horizontalAdvance(text)


def test_a_text_that_goes_on_below_fades_out_at_the_foot(window):
    view = window.player.text
    bar, foot = view.verticalScrollBar(), view.viewport().rect().bottomLeft()

    def darkest() -> int:
        picture = view.viewport().grab(QRect(foot - QPoint(0, 5), QSize(200, 6))).toImage()
        return min(qGray(picture.pixel(x, y)) for x in range(200) for y in range(6))

    window.set_theme_name("light")
    places = range(bar.minimum(), bar.minimum() + 30)
    for place in places:
        bar.setValue(place)
        assert darkest() > 100, place


@pytest.mark.parametrize(
    ("screen", "smallest"),
    [((1280, 720), 24), ((1920, 1080), 24), ((2560, 1440), 32), ((3840, 2160), 48), ((3840, 1080), 24)],
)
def test_a_presentation_is_as_legible_on_a_finer_screen(screen, smallest):
    assert text_size.SMALLEST + text_size.presented(QSize(*screen)) == smallest


def test_a_window_opens_in_the_text_size_of_its_screen(opened, settings, monkeypatch):
    monkeypatch.setattr(QScreen, "availableSize", lambda _: QSize(3840, 2112))
    window = opened()
    assert window.inspector.heading.font().pixelSize() == 17 + 6
    assert settings.text_size is None


def test_a_window_that_moves_to_another_screen_says_so(window, qtbot):
    window.hide()
    window.show()
    with qtbot.waitSignal(window.screen_changed):
        window.windowHandle().screenChanged.emit(window.screen())


def test_controls_that_were_just_coming_do_not_stay_behind(qtbot, window, monkeypatch):
    present(qtbot, window, monkeypatch)
    window.presentation.controls.go()
    window.presentation.controls.come()
    press(qtbot, window, Qt.Key.Key_F11)
    qtbot.wait(600)  # longer than a fade
    assert not window.presentation.on
    assert not window.presentation.controls.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_B, Qt.Key.Key_Period])
def test_a_clicker_blacks_the_screen_out_and_brings_it_back(qtbot, window, monkeypatch, key):
    present(qtbot, window, monkeypatch)
    blank = window.presentation.blank
    press(qtbot, window, key)
    assert blank.isVisible()
    assert blank.geometry() == window.rect()
    assert window.grab().toImage().pixelColor(640, 360).name() == "#000000"
    press(qtbot, window, key)
    assert not blank.isVisible()
    press(qtbot, window, key)
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not blank.isVisible()
    assert window.presentation.on


def test_where_a_person_has_zoomed_to_is_where_the_presentation_is(qtbot, window, monkeypatch):
    view = window.canvas.view
    view.zoom(3.0)
    view.centerOn(200, 120)
    before = view.spot()
    assert before is not None
    present(qtbot, window, monkeypatch)
    for presented in (True, False):
        assert window.presentation.on is presented
        spot = view.spot()
        assert spot is not None
        assert spot.magnification == pytest.approx(before.magnification, rel=0.01)
        assert spot.share.x() == pytest.approx(before.share.x(), abs=0.02)
        assert spot.share.y() == pytest.approx(before.share.y(), abs=0.05)
        if presented:
            press(qtbot, window, Qt.Key.Key_F11)
            qtbot.wait(400)


def test_the_largest_texts_leave_out_space_and_not_words(opened, settings, qtbot):
    settings.text_size = text_size.STEPS[-1]
    window = opened()
    window.resize(1280, 720)
    canvas = window.canvas
    qtbot.waitUntil(lambda: canvas.picture is not None and window.is_complete)
    qtbot.waitUntil(lambda: canvas.picture.layout.size.height() <= canvas.view.room().height())
    assert window.norm_plot.header._title.text() == "Gradient norm"
    assert window.norm_plot.header._title.toolTip() == "Gradient norm per layer"


def test_what_the_tool_bar_has_no_room_for_comes_and_goes_by_keyboard(opened, settings, qtbot):
    settings.text_size = text_size.STEPS[-1]
    window = opened()
    window.resize(1280, 720)
    bar = window.transport
    qtbot.waitUntil(lambda: bar.rest in window.tab_order.stops(bar))
    assert bar.rest.accessibleName()
    for shown in (True, False):
        bar.rest.setFocus()
        qtbot.keyClick(bar.rest, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda shown=shown: (bar.pace in window.tab_order.stops(bar)) is shown)

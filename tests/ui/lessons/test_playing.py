"""Lessons in the real window: opening, leaving and coming back, links, questions, and the gallery."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from nnviz.nn.derive import Weight
from nnviz.nn.errors import Phrase
from nnviz.session.choices import COLOURS, CONTROLS, PANELS
from nnviz.session.lesson import LessonError, read_catalogue, read_lesson
from nnviz.session.run import Run
from nnviz.session.series import Point
from nnviz.ui.canvas.modes import ColourMode
from nnviz.ui.lessons.dropping import dropped_lesson
from nnviz.ui.lessons.gallery import Gallery
from nnviz.ui.lessons.picture import blank_picture, lesson_picture
from nnviz.ui.lessons.shelf import DONE, Shelf
from nnviz.ui.settings import Settings
from nnviz.ui.theme import THEMES
from nnviz.ui.window import MainWindow
from tests.session.test_lesson_opening import TOML
from tests.ui.person import Opener, at, press

TEXT = {
    "en": "### Mine\n\nSet it to [a half](nnviz:rate/0.5),"
    " [jump](nnviz:operation/2), [XOR](nnviz:lesson/xor).",
    "zh_CN": "### 我的\n\n把它设为[一半](nnviz:rate/0.5)。",
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A folder with a lesson of a person's own, which sets a scene and asks a question."""
    folder = tmp_path / "lessons" / "mine"
    folder.mkdir(parents=True)
    (folder / "lesson.toml").write_text(TOML.format("", ""), encoding="utf-8")
    for code, text in TEXT.items():
        (folder / f"{code}.md").write_text(text, encoding="utf-8")
    return folder.parent


@pytest.fixture
def window(opened: Opener, own: Path) -> MainWindow:
    """A window with the XOR lesson open, which finds that folder."""
    made = opened()
    made.director.look_in(own)
    return made


def open_mine(qtbot: QtBot, window: MainWindow, own: Path) -> None:
    window.director.open(read_lesson(own / "mine"))
    at(qtbot, window, 2 * 50, 5, 2)


def follow(window: MainWindow, link: str) -> None:
    """Clicks a link of the page that is shown."""
    assert link in window.player.text.toHtml()
    window.player.text.anchorClicked.emit(QUrl(link))


def test_a_lesson_opens_at_its_place_with_its_scene(qtbot: QtBot, window: MainWindow, own: Path) -> None:
    open_mine(qtbot, window, own)
    assert window.windowTitle() == "Mine · nnviz"
    assert window.player.text.toPlainText().startswith("Mine")
    shown = {key for key, panel in window.panels.items() if panel.isVisible()}
    assert shown == {"lesson", "inspector", "weight"}
    assert window.canvas.mode is ColourMode.WEIGHTS
    assert not window.transport.seed.isVisible()
    assert window.transport.rate.isVisible()
    assert window.weight_card.weight == Weight("dense_1", "W", (0, 1))
    qtbot.waitUntil(lambda: window.loss_plot.curves[0].series.last is not None)
    assert window.loss_plot.curves[0].series.last.epoch == 2


def test_what_was_on_the_screen_before_is_there_again(qtbot: QtBot, window: MainWindow, own: Path) -> None:
    press(qtbot, window, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    at(qtbot, window, 0, 11)
    press(qtbot, window, Qt.Key.Key_Left)
    at(qtbot, window, 0, 10)
    before, panels = window.shown, {key for key, panel in window.panels.items() if panel.isVisible()}
    open_mine(qtbot, window, own)
    follow(window, "nnviz:lesson/xor")
    at(qtbot, window, 0, 10)
    assert {key for key, panel in window.panels.items() if panel.isVisible()} == panels
    assert window.transport.seed.isVisible()
    for name, arrays in before.arrays.items():
        for key, array in arrays.items():
            np.testing.assert_array_equal(window.shown.arrays[name][key], array)


def test_the_curves_of_a_lesson_are_there_again_when_it_is_come_back_to(
    qtbot: QtBot, window: MainWindow, own: Path
) -> None:
    follow_epochs(qtbot, window, 7)
    curve = window.loss_plot.curves[0].series
    first = [Point(int(e), float(v)) for e, v in zip(curve.epochs, curve.values, strict=True)]
    assert [point.epoch for point in first] == [1, 2, 3, 4, 5, 6, 7]
    norms = [norm.series.last for norm in window.norm_plot.curves]
    assert len(norms) == 4
    open_mine(qtbot, window, own)
    qtbot.waitUntil(lambda: len(window.loss_plot.curves[0].series) == 2)
    assert len(window.norm_plot.curves) == 2
    window.director.open(window.director.catalogue.find("xor"))
    qtbot.waitUntil(lambda: len(window.loss_plot.curves[0].series) == 7)
    curve = window.loss_plot.curves[0].series
    assert [Point(int(e), float(v)) for e, v in zip(curve.epochs, curve.values, strict=True)] == first
    assert [norm.series.last for norm in window.norm_plot.curves] == norms


def follow_epochs(qtbot: QtBot, window: MainWindow, epochs: int) -> None:
    window.director.follow(f"nnviz:train/{epochs}")
    qtbot.waitUntil(lambda: window.status.epochs == epochs and not window.status.running)
    qtbot.waitUntil(lambda: len(window.loss_plot.curves[0].series) == epochs)


def test_links_act(qtbot: QtBot, window: MainWindow, own: Path) -> None:
    open_mine(qtbot, window, own)
    follow(window, "nnviz:rate/0.5")
    qtbot.waitUntil(lambda: window.status.learning_rate == 0.5)
    follow(window, "nnviz:operation/2")
    at(qtbot, window, 100, 2)
    window.director.follow("nnviz:colour/activations")
    assert window.canvas.mode is ColourMode.ACTIVATIONS
    window.director.follow("nnviz:panel/loss")
    assert window.panels["loss"].isVisible()


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("nnviz:lesson/nowhere", "there is no lesson nowhere"),
        ("nnviz:fly", "'fly' is unknown"),
        ("https://example.org", "must begin with 'nnviz:'"),
    ],
)
def test_a_link_that_cannot_be_followed_says_why(window: MainWindow, link: str, reason: str) -> None:
    said: list[Phrase] = []
    window.director.refused.connect(said.append)
    window.director.follow(link)
    assert len(said) == 1
    assert reason in str(said[0])


def test_everything_a_lesson_can_ask_for_is_in_the_window(qtbot: QtBot, window: MainWindow) -> None:
    """What a lesson's file may name, and what there is, is the same."""
    assert set(PANELS) == set(window.panels)
    assert set(COLOURS) == {mode.value for mode in ColourMode}
    for hidden in CONTROLS:
        window.transport.set_hidden([hidden])
        left = {name: name != hidden for name in CONTROLS}
        qtbot.waitUntil(
            lambda left=left: {name: getattr(window.transport, name).isVisible() for name in CONTROLS} == left
        )


def test_an_answer_is_judged_and_remembered(
    qtbot: QtBot, window: MainWindow, own: Path, settings: Settings
) -> None:
    open_mine(qtbot, window, own)
    page = window.player.text
    assert "Which?" in page.toPlainText()
    assert "Because." not in page.toPlainText()
    follow(window, "answer:0/0")
    assert "this ✗" in page.toPlainText()
    assert "Not so. Try again." in page.toPlainText()
    follow(window, "answer:0/1")
    assert "that ✓" in page.toPlainText()
    assert "Because." in page.toPlainText()
    assert settings.answers("mine") == [1]
    window.set_language("zh_CN")
    try:
        qtbot.waitUntil(lambda: "因为。" in page.toPlainText())
        assert window.windowTitle() == "我的 · nnviz"
    finally:
        window.set_language("en")
    qtbot.waitUntil(lambda: "Which?" in page.toPlainText())
    window.director.move(-1)
    assert "Which?" not in page.toPlainText()
    window.director.open(read_lesson(own / "mine"))
    assert "that ✓" in page.toPlainText()


def test_on_and_back_go_through_all_lessons(window: MainWindow, own: Path) -> None:
    names = [entry.lesson.name for entry in window.director.catalogue.entries]
    assert names[-1] == "mine"
    place = names.index("xor")
    assert window.player.header.findChildren(type(window.player._name))[0].text() == (
        f"Lesson {place + 1} of {len(names)}"
    )
    window.player.moved.emit(1)
    assert window.director.lesson.name == names[place + 1]
    while window.director.lesson.name != "mine":
        window.player.moved.emit(1)
    window.player.moved.emit(1)
    assert window.director.lesson.name == "mine"


def test_a_lesson_dropped_on_the_window_opens(qtbot: QtBot, window: MainWindow, own: Path) -> None:
    for dropped in (own / "mine", own / "mine" / "lesson.toml"):
        window.director.open(window.director.catalogue.lesson("xor"))
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(dropped))])
        event = QDropEvent(
            QPointF(50, 50), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        window.dropEvent(event)
        assert window.director.lesson.name == "mine"


def test_what_is_no_lesson_is_not_taken_in(own: Path, tmp_path: Path) -> None:
    for paths in ([tmp_path], [tmp_path / "nothing"], [own / "mine", own / "mine"], []):
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        assert dropped_lesson(mime) is None


def test_a_dropped_lesson_that_is_faulty_says_so(window: MainWindow, own: Path) -> None:
    (own / "mine" / "lesson.toml").write_text("title = 3", encoding="utf-8")
    window.director.open_folder(own / "mine")
    assert "title: expected a table, given 3" in window.notice.text()
    assert window.director.lesson.name == "xor"


def test_a_lesson_opens_on_its_operation_whatever_lay_over_it(qtbot: QtBot, window: MainWindow) -> None:
    window.open_weight(Weight("dense_1", "W", (0, 0)))
    card, inspector = window.panels["weight"], window.panels["inspector"]
    qtbot.waitUntil(lambda: not card.visibleRegion().isEmpty())
    window.director.open(window.director.catalogue.lesson("affine-batch"))
    qtbot.waitUntil(lambda: not inspector.visibleRegion().isEmpty())
    window.open_weight(Weight("dense_2", "W", (0, 0)))
    qtbot.waitUntil(lambda: not card.visibleRegion().isEmpty())
    window.director.follow("nnviz:operation/2")
    qtbot.waitUntil(lambda: not inspector.visibleRegion().isEmpty())


# -- the gallery --------------------------------------------------------------------------------


@pytest.fixture
def gallery(qtbot: QtBot, own: Path) -> Gallery:
    faulty = own / "torn"
    faulty.mkdir()
    (faulty / "lesson.toml").write_text("title = 3", encoding="utf-8")
    made = Gallery(Shelf(read_catalogue(own), "en", THEMES["dark"], "xor", frozenset({"digits"})))
    qtbot.addWidget(made)
    return made


def shown(gallery: Gallery) -> list[str]:
    items = [gallery.list.item(row) for row in range(gallery.list.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_all_lessons_stand_in_their_chapters_whatever_is_wrong_with_one(gallery: Gallery) -> None:
    texts = shown(gallery)
    assert texts[0] == "From the articles"
    assert texts[-2:] == ["Your own", "Mine"]
    assert "XOR needs a hidden layer" in texts
    assert f"{DONE}A small CNN reads digits" in texts
    assert gallery.list.currentItem().text() == "XOR needs a hidden layer"
    assert "torn" in gallery.note.text()
    assert "title: expected a table, given 3" in gallery.note.text()


def test_a_search_leaves_what_has_every_word_in_any_language(qtbot: QtBot, gallery: Gallery) -> None:
    qtbot.keyClicks(gallery.search, "layer XOR")
    assert shown(gallery) == ["From the articles", "XOR needs a hidden layer"]
    gallery.search.setText("手写数字")
    assert shown(gallery) == ["From the articles", f"{DONE}A small CNN reads digits"]
    gallery.search.setText("zebra")
    assert shown(gallery) == []
    assert "No lesson has all of these words." in gallery.note.text()
    gallery.search.setText("")
    assert len(shown(gallery)) == gallery.list.count()


def test_enter_in_the_search_opens_the_first_that_is_found(qtbot: QtBot, gallery: Gallery) -> None:
    with qtbot.waitSignal(gallery.chosen) as caught:
        gallery.search.setText("apples and")
        qtbot.keyClick(gallery.search, Qt.Key.Key_Return)
    assert caught.args[0].name == "apples-oranges"
    gallery.search.setText("mine")
    with qtbot.waitSignal(gallery.chosen) as caught:
        qtbot.keyClick(gallery.search, Qt.Key.Key_Return)
    assert caught.args[0].name == "mine"


def test_a_picture_shows_the_lessons_own_network(qtbot: QtBot, own: Path) -> None:
    lesson = read_lesson(own / "mine")
    picture = lesson_picture(lesson, THEMES["light"], 2.0)
    assert picture.width() == 2 * 248
    image = picture.toImage()
    assert image.pixelColor(2, 2).name() == THEMES["light"].panel
    colours = {image.pixelColor(x, y).rgb() for x in range(0, 490, 3) for y in range(0, 270, 3)}
    assert len(colours) > 50


def test_a_lesson_with_a_shipped_lessons_name_is_a_fault(own: Path) -> None:
    (own / "mine").rename(own / "xor")
    catalogue = read_catalogue(own)
    assert [str(fault).partition(": ")[2] for fault in catalogue.faults] == [
        "is the name of a lesson that is shipped; rename the folder"
    ]
    assert isinstance(catalogue.faults[0], LessonError)
    found = catalogue.find("xor")
    assert found is not None
    Run(found.setup)


def test_somebody_new_begins_at_the_first_lesson_and_chooses_by_keys(
    qtbot: QtBot, window: MainWindow
) -> None:
    gallery = Gallery(Shelf(window.director.catalogue, "en", window.theme, "", frozenset()), window)
    chosen: list[str] = []
    gallery.chosen.connect(lambda lesson: chosen.append(lesson.name))
    gallery.open()
    first = window.director.catalogue.entries[0].lesson.name
    assert gallery.list.currentItem().data(Qt.ItemDataRole.UserRole) == first
    assert gallery.list.verticalScrollBar().value() == 0
    qtbot.waitUntil(lambda: gallery.list.visualItemRect(gallery.list.item(2)).x() > 100)
    qtbot.keyClick(gallery.search, Qt.Key.Key_Down)
    for key in (Qt.Key.Key_End, Qt.Key.Key_Home, Qt.Key.Key_Right):
        qtbot.keyClick(gallery.list, key)
    qtbot.keyClick(gallery.list, Qt.Key.Key_Return)
    assert chosen == [window.director.catalogue.entries[1].lesson.name]


def test_a_gallery_begins_with_the_search_and_draws_what_is_seen_first(
    qtbot: QtBot, window: MainWindow
) -> None:
    catalogue = window.director.catalogue
    shelf = Shelf(catalogue, "en", window.theme, catalogue.entries[-1].lesson.name, frozenset())
    gallery = Gallery(shelf, window)
    gallery.show()
    assert gallery.focusWidget() is gallery.search
    seen = gallery.list.viewport().rect()
    assert not gallery.list.visualItemRect(shelf._undrawn[0]).intersects(seen)
    assert gallery.list.visualItemRect(shelf._next_undrawn()).intersects(seen)


def test_down_in_the_search_goes_to_what_was_found(qtbot: QtBot, window: MainWindow) -> None:
    gallery = Gallery(Shelf(window.director.catalogue, "en", window.theme, "xor", frozenset()), window)
    gallery.show()
    gallery.search.setText("handwritten")
    qtbot.keyClick(gallery.search, Qt.Key.Key_Down)
    assert gallery.list.currentItem().data(Qt.ItemDataRole.UserRole) == "digits"


def test_what_is_not_drawn_yet_has_a_placeholder(qtbot):
    theme = THEMES["dark"]
    image = blank_picture(theme).toImage()
    found = {image.pixelColor(x, 70).name() for x in range(image.width())}
    assert found > {theme.panel.lower()}

"""Pictures of the network and of the window as a person saves and copies them.

What was written is read back by other programs' rules: as XML, as PDF objects, as pixels.
"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QFileDialog, QMenu
from pytestqt.qtbot import QtBot

from nnviz import painting
from nnviz.app import make_window
from nnviz.session.cursor import Unit
from nnviz.session.lesson import load
from nnviz.session.mailbox import Mail
from nnviz.session.run import Run
from nnviz.ui.pictures import desk as picture_desk
from nnviz.ui.pictures.files import drawn, ending_of, image, save
from nnviz.ui.pictures.names import proposed
from nnviz.ui.pictures.subject import MARGIN, of_network, of_window
from nnviz.ui.pictures.svg_text import with_plain_lines
from nnviz.ui.settings import Settings
from nnviz.ui.theme import THEMES
from nnviz.ui.whole_file import write
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener, press

SVG = "{http://www.w3.org/2000/svg}"


def window_of(qtbot: QtBot, settings: Settings, name: str, position: int) -> MainWindow:
    """A window at an operation of the third epoch of a lesson, which nothing changes any more."""
    lesson = load(name)
    run = Run(lesson.setup)
    run.train_epochs(2)
    for _ in range(position):
        run.step(Unit.OPERATION)
    window, _ = make_window(lesson, run, settings)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show_at_once(Mail(run.frame(), tuple(run.take_records()), run.status()))
    return window


@pytest.fixture
def xor(qtbot: QtBot, settings: Settings) -> MainWindow:
    return window_of(qtbot, settings, "xor", 8)


@pytest.fixture
def digits(qtbot: QtBot, settings: Settings) -> MainWindow:
    return window_of(qtbot, settings, "digits", 12)


def texts(svg: bytes) -> list[str]:
    return ["".join(each.itertext()).strip() for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def images(svg: bytes) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}image"))


# -- SVG ------------------------------------------------------------------------------------------------


def test_an_svg_of_the_network_has_its_texts_as_text_and_no_raster(xor: MainWindow) -> None:
    written = drawn(of_network(xor.canvas), "svg")
    assert images(written) == []
    found = texts(written)
    assert xor.canvas.picture is not None
    assert xor.shown is not None
    for column in xor.canvas.picture.plan.columns:
        assert column.title in found
    output = xor.shown.arrays["tanh_4"]["Y"][0, 0]
    assert f"{output:+.2f}".replace("-", "−") in found
    assert xor.canvas.legend.high.text() in found


def test_an_svg_has_the_size_of_the_canvas_and_its_margins_in_pixels(xor: MainWindow) -> None:
    root = ElementTree.fromstring(drawn(of_network(xor.canvas), "svg"))
    wide, tall = xor.canvas.width() + 2 * MARGIN, xor.canvas.height() + 2 * MARGIN
    assert (root.get("width"), root.get("height")) == (str(wide), str(tall))
    assert root.get("viewBox") == f"0 0 {wide} {tall}"


def test_fonts_of_an_svg_have_a_name_of_css_to_fall_back_on(digits: MainWindow) -> None:
    root = ElementTree.fromstring(drawn(of_network(digits.canvas), "svg"))
    families = {each.get("font-family", "") for each in root.iter(f"{SVG}text")}
    assert {family.rsplit(", ", 1)[-1] for family in families} == {"sans-serif", "monospace"}


def test_an_svg_read_back_looks_like_the_picture_in_dots(xor: MainWindow) -> None:
    subject = of_network(xor.canvas)
    again = read_back(drawn(subject, "svg"))
    assert np.abs(dots(again) - dots(image(subject, 1.0))).mean() < 3


def read_back(svg: bytes) -> QImage:
    """An SVG as Qt draws it, at one dot a pixel."""
    reader = QSvgRenderer(svg)
    picture = QImage(reader.defaultSize(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    painter = QPainter(picture)
    reader.render(painter)
    painter.end()
    return picture


def dots(picture: QImage) -> np.ndarray:
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    return np.asarray(plain.constBits()).reshape(plain.height(), plain.width(), 4)[..., :3].astype(float)


def test_cells_of_tensors_are_squares_of_many_dots_on_paper(digits: MainWindow) -> None:
    written = drawn(of_network(digits.canvas), "svg")
    assert digits.canvas.picture is not None
    shown = [sheet for sheet in digits.canvas.picture.sheets if sheet.item.isVisible()]
    assert len(images(written)) == len(shown) > 5
    whole = digits.canvas.size()
    for each, sheet in zip(images(written), shown, strict=True):
        assert int(each.get("width", "0")) >= 6 * sheet.spot.box.width()
        assert sheet.spot.box.width() < whole.width() / 3


def test_the_screen_is_as_before_after_a_picture(digits: MainWindow) -> None:
    before = dots(digits.canvas.grab().toImage())
    for ending in ("svg", "pdf", "png"):
        drawn(of_network(digits.canvas), ending, 2.0)
    assert np.array_equal(dots(digits.canvas.grab().toImage()), before)


def test_an_svg_of_the_window_has_the_words_of_its_panels(xor: MainWindow) -> None:
    found = texts(drawn(of_window(xor, xor.canvas), "svg"))
    for word in ("Loss", "One pass", "Gradient norm per layer", "Dense 3"):
        assert word in found


def test_lines_of_a_fixed_width_stand_where_they_are_drawn() -> None:
    group = '<g stroke-width="2" transform="matrix(10,0,0,-20,100,50)" x="">\n{0}\n</g>'
    line = '<path vector-effect="non-scaling-stroke" d="M1,0.5 L2,-1e-1"/>'
    assert '<path d="M110,40 L120,52"/>' in with_plain_lines(group.format(line))
    rect = '<rect vector-effect="non-scaling-stroke" x="1" y="2" width="3" height="1"/>'
    assert '<rect x="110" y="-10" width="30" height="20"/>' in with_plain_lines(group.format(rect))
    scaled = group.format('<path vector-effect="none" d="M1,1 L2,2"/>')
    assert with_plain_lines(scaled) == scaled
    turned = group.replace("10,0,0,-20", "0,1,1,0").format(rect)
    assert with_plain_lines(turned) == turned


# -- PDF ------------------------------------------------------------------------------------------------


def test_a_pdf_is_one_page_of_the_right_size_with_its_fonts_in_it(xor: MainWindow) -> None:
    for subject in (of_network(xor.canvas), of_window(xor, xor.canvas)):
        written = drawn(subject, "pdf")
        assert written.startswith(b"%PDF-")
        assert len(re.findall(rb"/Type /Page\b", written)) == 1
        (box,) = re.findall(rb"/MediaBox \[([\d. ]+)\]", written)
        inch = QGuiApplication.primaryScreen().logicalDotsPerInch()
        wide, tall = (side * 72 / inch for side in (subject.size.width(), subject.size.height()))
        assert [float(number) for number in box.split()] == pytest.approx([0, 0, wide, tall], abs=1)
        assert len(re.findall(rb"/FontFile[23]? \d+", written)) >= 2


def test_a_pdf_of_the_network_holds_no_raster(xor: MainWindow) -> None:
    assert b"/Subtype /Image" not in drawn(of_network(xor.canvas), "pdf")


def test_a_pdf_keeps_the_very_colours_of_cells(digits: MainWindow) -> None:
    written = drawn(of_network(digits.canvas), "pdf")
    assert b"/Subtype /Image" in written
    assert b"DCTDecode" not in written


# -- PNG ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_png_has_so_many_dots_to_a_pixel_and_the_colours_of_the_theme(
    qtbot: QtBot, settings: Settings, theme: str
) -> None:
    settings.theme = theme
    window = window_of(qtbot, settings, "xor", 8)
    picture = QImage.fromData(drawn(of_network(window.canvas), "png", 2.0))
    assert picture.size() == (window.canvas.size() + QSize(2 * MARGIN, 2 * MARGIN)) * 2
    assert picture.pixelColor(3, 3) == QColor(THEMES[theme].panel)
    whole = QImage.fromData(drawn(of_window(window, window.canvas), "png", 2.0))
    assert whole.size() == QSize(2560, 1440)
    assert whole.pixelColor(3, 1437) == QColor(THEMES[theme].window)


def test_a_picture_of_a_magnified_network_is_what_is_in_view_within_its_margins(digits: MainWindow) -> None:
    fitted = image(of_network(digits.canvas), 1.0)
    for _ in range(6):
        digits.canvas.zoom_in()
    subject = of_network(digits.canvas)
    for near in (image(subject, 1.0), read_back(drawn(subject, "svg"))):
        assert near != fitted
        assert near.size() == fitted.size()
        sides = (MARGIN // 2, near.width() - MARGIN // 2)
        edge = {near.pixelColor(x, y).name() for x in sides for y in range(near.height())}
        assert edge == {digits.theme.panel}


# -- names ----------------------------------------------------------------------------------------------


def test_a_name_says_the_lesson_and_the_place() -> None:
    run = Run(load("xor").setup)
    assert proposed("xor", run.frame()) == "xor-epoch-1"
    run.train_epochs(204)
    wanted = {
        3: "xor-epoch-205-dense-3-forward",
        5: "xor-epoch-205-loss",
        8: "xor-epoch-205-dense-3-backward",
        11: "xor-epoch-205-update",
    }
    found = {}
    for _ in range(11):
        run.step(Unit.OPERATION)
        found[run.frame().position] = proposed("xor", run.frame())
    assert {place: found[place] for place in wanted} == wanted
    assert proposed("xor", run.live_frame(), of_window=True) == "xor-epoch-205-window"
    assert proposed("../my lesson: 2", None) == "my-lesson-2"
    assert proposed("手写", None) == "手写"


@pytest.mark.parametrize(
    ("path", "ending"),
    [("/a.b/c", ""), ("c.PNG", "png"), ("a.b.svg", "svg"), ("C:\\a.b\\c", ""), ("c.", ""), (".svg", "svg")],
)
def test_an_ending_is_that_of_the_name_and_not_of_the_folder(path: str, ending: str) -> None:
    assert ending_of(path) == ending


# -- files ----------------------------------------------------------------------------------------------


@contextmanager
def small_disk() -> Iterator[None]:
    """Lets no file grow beyond a thousand bytes, as a disk does that is full: for a moment only, since what
    the tests print may go into a file, too."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit for files")
def test_a_full_disk_leaves_the_older_file_whole(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"older")
    with pytest.raises(OSError, match=r"."), small_disk():
        write(bytes(100_000), str(file))
    assert file.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["a.png"]


def test_what_cannot_be_written_is_named(xor: MainWindow, tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"cannot write .*nowhere.*: "):
        save(of_network(xor.canvas), str(tmp_path / "nowhere" / "a.svg"), 1.0)


# -- the dialog -----------------------------------------------------------------------------------------


def choose(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Types a path into the dialog and presses Save."""
    dialog = window.pictures.dialog
    assert dialog is not None
    dialog.selectFile(str(path))
    dialog.fileSelected.emit(str(path))
    dialog.done(0)
    qtbot.waitUntil(lambda: window.pictures.dialog is None)


def entry(window: MainWindow, text: str) -> None:
    (action,) = [each for each in window.menus.groups()[0].actions if each.text() == text]
    action.trigger()


@pytest.mark.parametrize(
    ("ending", "start"), [("png", b"\x89PNG"), ("svg", b"<?xml"), ("pdf", b"%PDF"), ("PDF", b"%PDF")]
)
def test_the_file_menu_saves_either_picture_by_the_ending_of_the_name(
    qtbot: QtBot, xor: MainWindow, tmp_path: Path, ending: str, start: bytes
) -> None:
    for what in ("Network", "Window"):
        entry(xor, f"Save Picture of the {what}…")
        file = tmp_path / f"{what}.{ending}"
        choose(qtbot, xor, file)
        assert file.read_bytes().startswith(start)
        assert str(file) in xor.notice.text()
    assert xor.settings.picture_kind == ending.lower()


def test_the_dialog_proposes_name_folder_and_kind_of_last_time(
    qtbot: QtBot, xor: MainWindow, tmp_path: Path
) -> None:
    entry(xor, "Save Picture of the Network…")
    dialog = xor.pictures.dialog
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert Path(dialog.selectedFiles()[0]).name == "xor-epoch-3-dense-3-backward.png"
    choose(qtbot, xor, tmp_path / "a.svg")
    entry(xor, "Save Picture of the Window…")
    dialog = xor.pictures.dialog
    assert dialog is not None
    assert dialog.selectedFiles() == [str(tmp_path / "xor-epoch-3-dense-3-backward-window.svg")]
    assert dialog.selectedNameFilter().startswith("SVG")
    dialog.filterSelected.emit(dialog.nameFilters()[2])
    assert dialog.defaultSuffix() == "pdf"
    dialog.reject()


def test_a_folder_that_is_gone_is_not_proposed(settings: Settings, tmp_path: Path) -> None:
    settings.picture_folder = str(tmp_path / "gone")
    assert settings.picture_folder != str(tmp_path / "gone")
    assert Path(settings.picture_folder).is_dir()


def test_an_unknown_ending_is_refused_with_the_known_ones(
    qtbot: QtBot, xor: MainWindow, tmp_path: Path
) -> None:
    entry(xor, "Save Picture of the Network…")
    choose(qtbot, xor, tmp_path / "a.gif")
    box = xor.pictures.complaint
    assert box is not None
    assert str(tmp_path / "a.gif") in box.text()
    assert ".png, .svg or .pdf" in box.informativeText()
    assert list(tmp_path.glob("*.gif")) == []
    box.close()


def test_a_folder_that_cannot_be_written_to_is_told_with_advice(
    qtbot: QtBot, xor: MainWindow, tmp_path: Path
) -> None:
    entry(xor, "Save Picture of the Window…")
    folder = xor.settings.picture_folder
    choose(qtbot, xor, tmp_path / "gone" / "a.png")
    box = xor.pictures.complaint
    assert box is not None
    assert str(tmp_path / "gone" / "a.png") in box.text()
    assert "Choose a folder that you may write to" in box.informativeText()
    assert xor.settings.picture_folder == folder
    box.close()


def test_a_picture_is_of_the_moment_in_which_it_is_saved(
    qtbot: QtBot, opened: Opener, tmp_path: Path
) -> None:
    window = opened()
    entry(window, "Save Picture of the Network…")
    before = drawn(of_network(window.canvas), "svg", 2.0, "a")
    assert window.shown is not None
    asked_at = window.shown.position
    window.actions_.forward.trigger()
    qtbot.waitUntil(lambda: window.shown is not None and window.shown.position != asked_at)
    choose(qtbot, window, tmp_path / "a.svg")
    written = (tmp_path / "a.svg").read_bytes()
    assert written != before
    assert written == drawn(of_network(window.canvas), "svg", 2.0, "a")


def test_the_entries_are_in_chinese_too(qtbot: QtBot, settings: Settings) -> None:
    settings.language = "zh_CN"
    window = window_of(qtbot, settings, "xor", 8)
    found = [action.text() for action in window.menus.groups()[0].actions]
    assert {"保存网络的图片…", "保存窗口的图片…", "复制网络的图片"} <= set(found)
    window.pictures.copy_network()
    assert window.notice.text() == "网络的图片已复制到剪贴板。"
    written = texts(drawn(of_network(window.canvas), "svg"))
    assert any("梯度之河" in text for text in written)
    window.language.set("en")


# -- the clipboard --------------------------------------------------------------------------------------


def test_the_network_is_copied_in_dots_and_as_svg(qtbot: QtBot, xor: MainWindow) -> None:
    control, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    press(qtbot, xor, Qt.Key.Key_C, control, shift)
    data = QGuiApplication.clipboard().mimeData()
    picture = QGuiApplication.clipboard().image()
    assert picture.size() == (xor.canvas.size() + QSize(2 * MARGIN, 2 * MARGIN)) * 2
    assert "Dense 3" in texts(bytes(data.data("image/svg+xml").data()))
    assert "clipboard" in xor.notice.text()


def test_the_canvas_offers_its_picture_anywhere(xor: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    popups: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, _: popups.append(menu))
    xor.canvas.view.menu_asked.emit(xor.canvas.view.mapToScene(2, 2), xor.mapToGlobal(xor.rect().center()))
    (menu,) = popups
    found = [action.text() for action in menu.actions() if action.text()]
    assert found == ["Copy Picture of the Network", "Save Picture of the Network…"]


# -- the command line -----------------------------------------------------------------------------------


def test_the_network_alone_fills_a_picture_of_the_size_asked_for(xor: MainWindow) -> None:
    subject = painting.network_alone(xor, QSize(1000, 600))
    assert image(subject, 2.0).size() == QSize(2000, 1200)
    assert xor.canvas.picture is not None
    assert xor.canvas.picture.layout.size.width() == pytest.approx(1000 - 2 * MARGIN, abs=2)
    xor.canvas.deleteLater()


@pytest.mark.parametrize("stopped", [False, True])
def test_a_large_picture_is_written_beside_the_window_and_can_be_stopped(
    xor: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stopped: bool
) -> None:
    monkeypatch.setattr(picture_desk, "LARGE", 1.0)
    may_end, pack = Event(), picture_desk.packed

    def packed(*given: Any) -> bytes:
        assert may_end.wait(20)
        return pack(*given)

    monkeypatch.setattr(picture_desk, "packed", packed)
    xor.pictures.save_network()
    dialog = xor.pictures.dialog
    assert dialog is not None
    file = tmp_path / "large.png"
    dialog.fileSelected.emit(str(file))
    dialog.done(0)
    waiting = xor.pictures.waiting
    assert waiting is not None
    if stopped:
        waiting.dialog.canceled.emit()
    may_end.set()
    qtbot.waitUntil(lambda: xor.pictures.waiting is None, timeout=20_000)
    assert file.exists() is not stopped
    assert (str(file) in xor.notice.text()) is not stopped

"""The guide says what is there: names, keys, pictures and links; and F1 opens it at the right page."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from nnviz.session.choices import PANELS
from nnviz.ui.guide.desk import page_of
from nnviz.ui.guide.guide_window import LINK, GuideWindow
from nnviz.ui.guide.names import PLACE
from nnviz.ui.guide.pages import PAGES, folder, pictures, read_pages
from nnviz.ui.language import LANGUAGES
from nnviz.ui.menus import plain_text
from nnviz.ui.theme import THEMES
from nnviz.ui.window import MainWindow
from tests import guide_pictures
from tests.ui.person import Opener, press

KEY = Qt.Key


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_link_and_every_picture_is_there(language: str) -> None:
    for page in read_pages(language).values():
        for picture, target in re.findall(r"(!?)\[[^\]]+\]\(([^)]+)\)", page.text):
            if picture:
                for theme in THEMES:
                    image = QImage(str(pictures(language, theme) / target))
                    assert 300 <= image.width() + image.height() <= 1400, (page.key, theme, target)
            else:
                scheme, _, where = target.partition(":")
                assert (scheme, where in PAGES) == (LINK, True), (page.key, target)


def test_all_languages_tell_of_the_same_things() -> None:
    def told(language: str) -> dict[str, tuple[list[str], list[str]]]:
        return {
            key: (
                sorted(found[0] for found in PLACE.finditer(page.text)),
                sorted(re.findall(r"\]\(([^)]+)\)", page.text)),
            )
            for key, page in read_pages(language).items()
        }

    english = told("en")
    assert all(told(language) == english for language in LANGUAGES)


def test_no_picture_is_left_over_and_all_are_small() -> None:
    used = {name for page in read_pages("en").values() for name in re.findall(r"\((\w+\.png)\)", page.text)}
    found = {path.name for path in (folder() / "pictures").rglob("*.png")}
    assert found == used
    assert sum(path.stat().st_size for path in (folder() / "pictures").rglob("*.png")) < 2_000_000


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_command_takes_them_of_the_window_as_it_is(tmp_path: Path, qapp: QApplication) -> None:
    guide_pictures.take(tmp_path, "en", "dark")
    kept = pictures("en", "dark")
    taken = {path.name: QImage(str(path)).width() for path in tmp_path.iterdir()}
    assert taken == {path.name: QImage(str(path)).width() for path in kept.iterdir()}


def test_every_panel_has_a_page() -> None:
    assert set(PANELS) <= set(PAGES)


def test_every_name_in_the_guide_is_that_of_an_entry_or_a_panel(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    guide = _open(window, "start")
    for language in LANGUAGES:
        window.set_language(language)
        qtbot.waitUntil(partial(_speaks, guide, language))
        for page in PAGES:
            guide.turn_to(page)
            shown = guide.reader.toPlainText()
            assert not re.search(r"[{}]", shown), (language, page)
    window.set_language("en")
    qtbot.waitUntil(lambda: guide.windowTitle() == "User Guide")
    guide.turn_to("bar")
    assert "Run ▸ Run (F5) trains" in guide.reader.toPlainText()
    keymap = window.keyboard.keymap
    keymap.set_keys({**keymap.keys, "run": ("F6",)})
    guide.turn_to("start")
    assert "Run ▸ Run (F6)" in guide.reader.toPlainText()
    guide.close()


def test_the_page_of_keys_has_every_key(opened: Opener) -> None:
    window = opened()
    guide = _open(window, "keys")
    shown = guide.reader.toPlainText()
    for group in window.menus.groups():
        for action in group.actions:
            if action.shortcuts():
                assert plain_text(action.text()) in shown
                assert action.shortcut().toString() in shown
    guide.close()


def test_no_page_is_wider_than_the_window_of_the_guide(opened: Opener) -> None:
    window = opened()
    for key in PAGES:
        guide = _open(window, key)
        assert guide.reader.horizontalScrollBar().maximum() == 0, key


def test_f1_opens_the_page_of_what_has_the_focus(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    press(qtbot, window, KEY.Key_F1)
    guide = window.guide.window
    assert guide is not None
    assert (guide.isVisible(), guide.page) == (True, "canvas")
    guide.close()
    for widget, page in ((window.transport.seed, "bar"), (window.build_panel.draft, "build")):
        window.panels["build"].setVisible(page == "build")
        window.panels["build"].raise_()
        window.activateWindow()
        widget.setFocus()
        qtbot.waitUntil(partial(_has_focus, widget))
        qtbot.keyClick(widget, KEY.Key_F1)
        assert guide.page == page
        guide.close()


def test_every_panel_leads_to_its_own_page(opened: Opener) -> None:
    panels = opened().panels
    assert {key: page_of(panel.view) for key, panel in panels.items()} == {key: key for key in PANELS}
    assert page_of(None) == "canvas"


def test_the_guide_is_gone_about_by_links_and_keys(opened: Opener, qtbot: QtBot) -> None:
    guide = _open(opened(), "start")
    guide.reader.anchorClicked.emit(QUrl("page:loss"))
    assert guide.page == "loss"
    guide.contents.setCurrentRow(PAGES.index("data"))
    assert guide.page == "data"
    guide.go_back()
    guide.go_back()
    assert guide.page == "start"
    assert not guide.back.isEnabled()
    guide.go_forth()
    assert guide.page == "loss"
    guide.turn_to("weight")
    assert not guide.forth.isEnabled()
    guide.close()


def test_a_search_leaves_the_pages_with_every_word_and_marks_them(opened: Opener, qtbot: QtBot) -> None:
    guide = _open(opened(), "start")
    qtbot.keyClicks(guide.search, "worksheet")
    shown = [i for i in range(len(PAGES)) if not guide.contents.item(i).isHidden()]
    assert [PAGES[row] for row in shown] == ["leaving"]
    assert guide.page == "leaving"
    guide.search.setText("pytorch")
    assert len(guide.reader.extraSelections()) == 2  # the name of the entry, and what is said of it
    guide.search.setText("jupyter")  # a name that the page is given only when it is read
    assert guide.page == "leaving"
    guide.search.setText("zebra")
    assert all(guide.contents.item(row).isHidden() for row in range(len(PAGES)))
    guide.search.clear()
    assert not any(guide.contents.item(row).isHidden() for row in range(len(PAGES)))
    guide.close()


def test_an_open_guide_follows_language_and_theme(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    guide = _open(window, "loss")
    window.set_language("zh_CN")
    qtbot.waitUntil(lambda: guide.windowTitle() == "用户指南")
    assert guide.reader.toPlainText().startswith("损失")
    assert guide.contents.item(0).text() == "第一步"
    assert guide.reader.searchPaths() == [str(pictures("zh_CN", "dark"))]
    window.set_theme_name("light")
    qtbot.waitUntil(lambda: guide.reader.searchPaths() == [str(pictures("zh_CN", "light"))])
    window.set_language("en")
    guide.close()


def _open(window: MainWindow, page: str) -> GuideWindow:
    return window.guide.open(page)


def _speaks(guide: GuideWindow, language: str) -> bool:
    return guide.contents.item(0).text() == read_pages(language)["start"].title


def _has_focus(widget: QWidget) -> bool:
    return QApplication.focusWidget() is widget

"""The welcome page: what it shows, where it leads, and when it comes up; and what About tells."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

import nnviz
from nnviz.ui.about.components import PACKAGES, components
from nnviz.ui.building.new_network import NewNetworkDialog
from nnviz.ui.guide.guide_window import GuideWindow
from nnviz.ui.helping import show_about, welcome
from nnviz.ui.settings import Settings
from nnviz.ui.welcome.opening import open_welcome
from nnviz.ui.welcome.page import WelcomePage
from nnviz.ui.window import MainWindow
from tests.ui.person import Opener

ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole


def entries(page: WelcomePage) -> list[str]:
    return [page.recents.list.item(row).data(ACCESSIBLE) for row in range(page.recents.list.count())]


def test_recent_documents_stand_with_their_folder_and_day_or_as_missing(
    opened: Opener, settings: Settings, tmp_path: Path
) -> None:
    kept, gone = tmp_path / "my network.nnviz", tmp_path / "lost.nnviz"
    kept.write_bytes(b"")
    settings.recent_documents = [kept, gone]
    page = open_welcome(opened())
    first, second = entries(page)
    assert first.startswith("my network, ")
    assert first.endswith(f", {tmp_path}")
    assert any(letter.isdigit() for letter in first.split(", ")[1])
    assert second == f"lost, not there any more, {tmp_path}"
    page.close()


def test_delete_takes_out_of_the_list_and_leaves_the_file(
    opened: Opener, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    paths = [tmp_path / f"{name}.nnviz" for name in "abc"]
    for path in paths:
        path.write_bytes(b"")
    settings.recent_documents = paths
    window = opened()
    page = open_welcome(window)
    assert not page.recents.remove.isEnabled()
    page.recents.list.setCurrentRow(1)
    qtbot.keyClick(page.recents.list, Qt.Key.Key_Delete)
    assert settings.recent_documents == [paths[0], paths[2]]
    page.recents.remove.click()
    assert settings.recent_documents == [paths[0]]
    page.recents.remove.click()
    assert settings.recent_documents == []
    assert page.recents.list.isHidden()
    assert all(path.exists() for path in paths)
    assert page.isVisible()
    page.close()


def test_return_on_a_document_opens_it(
    opened: Opener, settings: Settings, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened()
    path = tmp_path / "kept.nnviz"
    window.documents.path = path
    window.documents.save()
    qtbot.waitUntil(path.exists)
    window.director.open(window.director.catalogue.lesson("slope"))
    qtbot.waitUntil(lambda: window.documents.path is None)
    page = open_welcome(window)
    page.recents.list.setFocus()
    page.recents.list.setCurrentRow(0)
    qtbot.keyClick(page.recents.list, Qt.Key.Key_Return)
    assert not page.isVisible()
    qtbot.waitUntil(lambda: window.documents.path == path)


def test_return_in_the_search_opens_a_lesson_and_nothing_else(opened: Opener, qtbot: QtBot) -> None:
    window = opened()
    page = open_welcome(window)
    page.shelf.search.setText("handwritten")
    qtbot.keyClick(page.shelf.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.director.lesson.name == "digits")
    assert not page.isVisible()


@pytest.mark.parametrize(
    ("way", "kind"),
    [("new", NewNetworkDialog), ("document", QFileDialog), ("data", QFileDialog), ("guide", GuideWindow)],
)
def test_each_way_leads_where_it_says(opened: Opener, way: str, kind: type[QDialog]) -> None:
    window = opened()
    page = open_welcome(window)
    page.ways[way].click()
    assert not page.isVisible()
    (found,) = [each for each in window.findChildren(kind) if each.isVisible()]
    found.close()


def test_everything_on_the_page_can_be_reached_by_tab_and_is_named(opened: Opener, qtbot: QtBot) -> None:
    page = open_welcome(opened())
    page.activateWindow()
    qtbot.waitUntil(page.shelf.search.hasFocus)
    met: set[QWidget] = set()
    for _ in range(20):
        met.add(page.focusWidget())
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    wanted = {page.shelf.search, page.shelf.list, page.at_start, *page.ways.values()}
    assert wanted <= met
    for widget in met:
        assert (
            widget.accessibleName()
            or (isinstance(widget, QPushButton) and widget.text())
            or (widget is page.at_start and page.at_start.text())
        )
    page.close()


def test_whether_it_comes_up_at_every_start_is_remembered(opened: Opener, settings: Settings) -> None:
    page = open_welcome(opened())
    assert not page.at_start.isChecked()
    page.at_start.click()
    assert settings.welcome
    page.at_start.click()
    assert not settings.welcome
    page.close()


@pytest.mark.parametrize(
    ("size", "language"), [((1280, 720), "en"), ((1280, 720), "zh_CN"), ((1920, 1080), "en")]
)
def test_it_fits_over_the_window(
    opened: Opener, settings: Settings, size: tuple[int, int], language: str
) -> None:
    settings.language = language
    window = opened()
    window.resize(*size)
    page = open_welcome(window)
    assert page.width() <= size[0] - 40
    assert page.height() <= size[1] - 40
    for way in page.ways.values():
        assert way.width() >= way.sizeHint().width()
    page.close()
    window.set_language("en")


def test_it_does_not_come_up_over_a_question(opened: Opener) -> None:
    window = opened()
    window.documents.question = object()  # type: ignore[assignment]
    welcome(window)
    assert _pages(window) == []
    window.documents.question = None
    welcome(window)
    (page,) = _pages(window)
    page.close()


def test_the_help_menu_leads_to_it(opened: Opener) -> None:
    window = opened()
    entry = next(a for group in window.menus.groups() for a in group.actions if a.objectName() == "welcome")
    entry.trigger()
    (page,) = _pages(window)
    page.close()


def _pages(window: MainWindow) -> list[WelcomePage]:
    return [page for page in window.findChildren(WelcomePage) if page.isVisible()]


# -- About ------------------------------------------------------------------------------------------


def test_every_part_has_a_version_a_licence_and_its_text() -> None:
    found = {part.name: part for part in components()}
    assert {"nnviz", "Python", "Qt", "PySide6", "NumPy", "SciPy", "ziamath", "Noto Sans CJK SC"} <= set(found)
    assert found["nnviz"].version == nnviz.__version__
    assert [name for name, part in found.items() if not (part.version and part.licence and part.text)] == []
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in found["Qt"].text
    assert "MIT License" in found["nnviz"].text
    assert len(found["NumPy"].text) > 1000


def test_every_package_that_nnviz_needs_is_told_of() -> None:
    import tomllib

    project = tomllib.loads((Path(nnviz.__file__).parents[1] / "pyproject.toml").read_text("utf-8"))[
        "project"
    ]
    needed = {line.split(">")[0].split("=")[0].strip() for line in project["dependencies"]}
    assert needed <= set(PACKAGES)


def test_about_shows_a_licence_and_copies_the_versions(opened: Opener) -> None:
    dialog = show_about(opened())
    assert dialog.list.item(0).text() == f"nnviz {nnviz.__version__} · MIT"
    dialog.list.setCurrentRow(2)
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in dialog.text.toPlainText()
    dialog.copy.click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == f"nnviz {nnviz.__version__}"
    assert any(line.startswith("PySide6 6.") for line in lines)
    dialog.close()

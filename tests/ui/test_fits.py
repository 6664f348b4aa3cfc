"""No text of any page is cut off in the smallest window, in either language."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from tests import page_pictures
from tests.page_pictures import PAGES, window_for_pages
from tests.ui.fits import misfits

PRESENTED = [name for name in PAGES if name.startswith("presented")]
LASTING = ["fault", "progress", "running", "end", "rebuilt", "compared", "large-text"]
"""The pages that leave the window other than it was, each of which has one of its own."""

SHARED = [name for name in PAGES if name not in (*LASTING, *PRESENTED)]
GROUPS = {"shared": SHARED, "presented": PRESENTED, **{name: [name] for name in LASTING}}

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def settled(windows: list[QWidget]) -> list[str]:
    """What is still cut off when all has found its place."""
    for _ in range(8):
        if not (found := misfits(windows)):
            break
        page_pictures.wait(100)
    return found


@pytest.mark.parametrize("language", page_pictures.LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_no_text_of_a_page_is_cut_off(group: str, language: str, tmp_path: Path, qapp: QApplication) -> None:
    cut: dict[str, str] = {}
    with window_for_pages(tmp_path, language, "light", "1280x720") as window:
        for page in GROUPS[group]:

            def look(found: list[QWidget], page: str = page) -> None:
                for each in settled([window, *found]):
                    cut.setdefault(each, page)

            page_pictures.show_page(page, window, tmp_path, look, settled=100)
    assert not cut, "\n".join(f"{page}: {each}" for each, page in cut.items())

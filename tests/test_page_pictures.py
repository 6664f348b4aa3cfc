"""The command that takes pictures of every page takes them, of dialogs that wait for an answer too."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests import page_pictures


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("page", ["about", "menu-view"])
def test_a_picture_of_a_page_shows_more_than_the_window(tmp_path: Path, page: str, qapp: object) -> None:
    how = ["--languages", "en", "--themes", "light", "--sizes", "1280x720"]
    assert page_pictures.main([str(tmp_path), "--only", f"pass,{page}", *how]) == 0
    plain, shown = (QImage(str(tmp_path / f"{name}-en-light-1280x720.png")) for name in ("pass", page))
    assert shown.size() == plain.size()
    assert shown.width() == 1280
    assert shown != plain

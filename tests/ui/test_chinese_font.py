"""Chinese is read where no font of the system has it, and Qt's own texts are Chinese when the window is."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QTextBrowser,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from nnviz.resources import root
from nnviz.ui.chinese_font import FILE
from nnviz.ui.language import Language
from tests.chinese_font import common_letters, shipped_letters

_SHOW = """
import json
from PySide6.QtGui import QFontDatabase, QTextLayout
from PySide6.QtWidgets import QApplication
from nnviz.ui.language import Language

app = QApplication([])
def families():
    layout = QTextLayout("反向传播，梯度")
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return [(run.rawFont().familyName(), min(run.glyphIndexes())) for run in layout.glyphRuns()]
before = families()
Language().set("zh_CN")
print(json.dumps([before, families()]))
"""


def test_the_font_has_every_letter_that_nnviz_shows(qapp: object) -> None:
    font = QRawFont(str(root() / "fonts" / FILE), 16)
    assert font.isValid()
    wanted = shipped_letters() | common_letters()
    assert len(shipped_letters()) > 800
    assert len(common_letters()) > 6763
    assert [letter for letter in sorted(wanted) if not font.supportsCharacter(ord(letter))] == []


def test_the_font_comes_with_its_licence_and_stays_small() -> None:
    assert (root() / "fonts" / FILE).stat().st_size < 2_500_000
    assert "SIL OPEN FONT LICENSE Version 1.1" in (root() / "fonts" / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems all have fonts for Chinese")
def test_a_system_without_chinese_shows_chinese(tmp_path: Path) -> None:
    places = ("/usr/share/fonts/truetype/dejavu", str(tmp_path))
    folders = "".join(f"<dir>{place}</dir>" for place in places)
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig>{folders}<cachedir>{tmp_path}</cachedir></fontconfig>")
    environment = {**os.environ, "FONTCONFIG_FILE": str(config)}
    done = subprocess.run(
        [sys.executable, "-c", _SHOW],
        env=environment, cwd=root().parent, capture_output=True, text=True, check=True,
    )  # fmt: skip
    before, after = json.loads(done.stdout.splitlines()[-1])
    assert any(glyph == 0 for _, glyph in before)
    assert after == [["nnviz Noto Sans SC", after[0][1]]]
    assert after[0][1] > 0


def test_qts_own_texts_are_chinese(qtbot: QtBot) -> None:
    language = Language()
    button = QDialogButtonBox.StandardButton
    box, line, number, page = (
        QDialogButtonBox(button.Ok | button.Cancel | button.Close | button.Save),
        *(QLineEdit("1"), QSpinBox(), QTextBrowser()),
    )
    asked, files = QMessageBox(), QFileDialog()
    asked.setStandardButtons(QMessageBox.StandardButton.Ok | QMessageBox.StandardButton.Cancel)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    for widget in (box, line, number, page, asked, files):
        qtbot.addWidget(widget)
    language.set("zh_CN")
    try:
        qtbot.waitUntil(lambda: [b.text() for b in asked.buttons()] == ["确定", "取消"])
        assert [each.text() for each in box.buttons()] == ["确定", "保存", "关闭", "取消"]
        for field in (line, number.lineEdit(), page):
            menu = field.createStandardContextMenu()
            texts = " ".join(action.text() for action in menu.actions())
            menu.deleteLater()
            assert "复制(&C)" in texts
            assert "全选" in texts
        said = [label.text() for label in files.findChildren(QLabel)]
        said += [each.text() for each in files.findChildren(QPushButton)]
        said += [each.toolTip() for each in files.findChildren(QToolButton)]
        assert "取消" in said
        assert [text for text in said if re.search("[A-Za-z]{2}", text)] == []
    finally:
        language.set("en")
    qtbot.waitUntil(lambda: asked.buttons()[0].text() == "OK")

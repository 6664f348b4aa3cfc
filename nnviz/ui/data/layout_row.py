"""How a table of text is cut up: encoding, what parts cells, decimal mark and header, each to be changed.

What was found by looking is shown; what a person says instead is asked for anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from nnviz.session.data.csv_layout import DELIMITERS, ENCODINGS, Layout
from nnviz.ui.data.fields import Captioned, Choice


class LayoutRow(QWidget):
    """Four choices side by side.

    Signals:
        said: a person wants the file to be read in another way.
    """

    said = Signal()

    def __init__(self, chosen: Mapping[str, Any]) -> None:
        super().__init__()
        self.encoding, self.delimiter = Choice(ENCODINGS), Choice(DELIMITERS)
        self.decimal, self.header = Choice((".", ",")), Choice((True, False))
        self._fields = {
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "decimal": self.decimal,
            "header": self.header,
        }
        self._said = {key: chosen[key] for key in self._fields if key in chosen}
        self._captions = {key: Captioned(field) for key, field in self._fields.items()}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for key, field in self._fields.items():
            layout.addWidget(self._captions[key])
            field.activated.connect(lambda _, key=key: self._say(key))
        layout.addStretch(1)
        self.retranslate()

    def _say(self, key: str) -> None:
        self._said[key] = self._fields[key].value
        if (self._said.get("delimiter"), self._said.get("decimal")) == (",", ","):
            other = "decimal" if key == "delimiter" else "delimiter"
            self._said.pop(other)
        self.said.emit()

    def layout_said(self) -> Layout:
        """What a person has said; the rest is to be found out."""
        return Layout(**self._said)

    def show_layout(self, layout: Layout) -> None:
        """Shows what was found."""
        for key, field in self._fields.items():
            with QSignalBlocker(field):
                field.choose(getattr(layout, key))

    def retranslate(self) -> None:
        """Writes all texts in the language of the window."""
        self.encoding.set_texts(
            {"utf-8": "UTF-8", "utf-16": "UTF-16", "gb18030": self.tr("GB18030 (Chinese)")}
        )
        self.delimiter.set_texts(
            {
                ",": self.tr("comma ,"),
                ";": self.tr("semicolon ;"),
                "\t": self.tr("tab"),
                "|": self.tr("bar |"),
            }
        )
        self.decimal.set_texts({".": self.tr("point 3.14"), ",": self.tr("comma 3,14")})
        self.header.set_texts({True: self.tr("names of columns"), False: self.tr("values")})
        texts = {
            "encoding": (self.tr("Encoding"), self.tr("How the letters of the file are stored")),
            "delimiter": (self.tr("Separator"), self.tr("What stands between two cells of a row")),
            "decimal": (self.tr("Decimal mark"), self.tr("What stands before the decimals of a number")),
            "header": (self.tr("First row"), self.tr("Whether the first row names the columns")),
        }
        for key, (caption, tip) in texts.items():
            self._captions[key].set_text(caption, tip)

"""Cells that are chosen in: they look like a choice, and one click or a key opens it.

Only the cell that is being changed is a widget, so that thousands of columns cost nothing.
"""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
    QWidget,
)

from nnviz.ui.data.columns_model import ColumnsModel

Index = QModelIndex | QPersistentModelIndex


class OptionDelegate(QStyledItemDelegate):
    """Paints and opens the choices of a :class:`ColumnsModel`."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not _options(index.model(), index):
            super().paint(painter, option, index)
            return
        look = QStyleOptionComboBox()
        look.rect = option.rect.adjusted(2, 2, -2, -2)
        look.currentText = str(index.data())
        look.state = QStyle.StateFlag.State_Enabled
        if option.state & QStyle.StateFlag.State_HasFocus:
            look.state |= QStyle.StateFlag.State_HasFocus
        look.palette, look.fontMetrics = option.palette, option.fontMetrics
        style = QApplication.style()
        style.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, look, painter)
        style.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, look, painter)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        box = QComboBox(parent)
        for value, text in _options(index.model(), index):
            box.addItem(text, value)
        box.activated.connect(lambda _: self._finish(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def _finish(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, self.EndEditHint.NoHint)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        editor.setCurrentIndex(editor.findData(index.data(2)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        assert isinstance(editor, QComboBox)
        model.setData(index, editor.currentData())


def _options(model: object, index: Index) -> list[tuple[str, str]]:
    assert isinstance(model, ColumnsModel)
    return model.options(index)

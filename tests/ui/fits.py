"""Whether every text on the screen has the room that it needs, by the metrics of its font.

A text that is elided counts as told where its tooltip holds all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QMenu,
    QMenuBar,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionGroupBox,
    QStyleOptionTab,
    QTabBar,
    QToolButton,
    QWidget,
)

from nnviz.ui import text_size
from nnviz.ui.weight.value_label import ValueLabel

_ICON_ONLY = Qt.ToolButtonStyle.ToolButtonIconOnly
_MNEMONIC = int(Qt.TextFlag.TextShowMnemonic.value)

Need = tuple[str, str, QSize, QSize]
"""A text, its tooltip, the room that it needs and the room that it has."""


def misfits(roots: Iterable[QWidget]) -> list[str]:
    """What each text in these windows is called that is cut off, with the room it needs and has."""
    found = []
    for root in roots:
        for widget in (root, *root.findChildren(QWidget)):
            seen = widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget
            if not seen.isVisible() or seen.visibleRegion().isEmpty():
                continue
            for text, tip, needs, has in _needs(widget):
                if not _told(text, tip, needs, has):
                    found.append(f"{_called(widget)} {text!r} needs {_size(needs)}, has {_size(has)}")
            if isinstance(widget, QLabel | QAbstractButton) and (cut := _cut(widget)):
                found.append(f"{_called(widget)} {widget.text()!r} is cut by {_called(cut)}")
    return found


def _told(text: str, tip: str, needs: QSize, has: QSize) -> bool:
    fits = needs.width() <= has.width() and needs.height() <= has.height()
    return fits or (has.height() >= needs.height() and text.replace("&", "") in tip)


def _needs(widget: QWidget) -> Iterator[Need]:
    kinds = {
        QLabel: _label,
        QCheckBox: _check,
        QRadioButton: _check,
        QPushButton: _push,
        QToolButton: _tool,
        QComboBox: _combo,
        QGroupBox: _group,
        QHeaderView: _header,
        QTabBar: _tabs,
        QMenu: _menu,
        QMenuBar: _menu_bar,
    }
    for kind, needs in kinds.items():
        if isinstance(widget, kind):
            yield from needs(widget)  # type: ignore[operator]


def _label(label: QLabel) -> Iterator[Need]:
    if not label.text():
        return
    if isinstance(label, ValueLabel):  # the tooltip has all parts, with more digits
        yield label.written, label.toolTip(), _written(label, label.written), label.size()
        return
    spare = label.contentsRect().width() - _written(label, label.text()).width()
    is_elided = label.text().endswith("…") and spare < _written(label, "WWW").width()
    if is_elided and label.text()[:-1] not in label.toolTip():
        yield "what is left out of " + label.text(), label.toolTip(), QSize(1, 1), QSize(0, 0)
    if label.wordWrap():
        needs = QSize(label.minimumSizeHint().width(), label.heightForWidth(label.width()))
    else:
        needs = label.sizeHint()
    yield label.text(), label.toolTip(), needs, label.size()


def _written(widget: QWidget, text: str) -> QSize:
    return QFontMetrics(widget.font()).size(_MNEMONIC, text)


def _drawn(widget: QWidget, text: str) -> QSize:
    """The room for a line that is drawn in the middle, where what is empty over and under it may be lost."""
    metrics = QFontMetrics(widget.font())
    return QSize(metrics.size(_MNEMONIC, text).width(), metrics.tightBoundingRect(text).height())


def _beside_icon(button: QAbstractButton) -> QSize:
    """What a text takes with the icon before it, as Qt draws both."""
    size = _written(button, button.text())
    if not button.icon().isNull():
        size += QSize(button.iconSize().width() + 4, 0)
    return size


def _push(button: QPushButton) -> Iterator[Need]:
    if button.text():
        option = QStyleOptionButton()
        button.initStyleOption(option)
        room = button.style().subElementRect(QStyle.SubElement.SE_PushButtonContents, option, button)
        room.setHeight(button.height())
        yield button.text(), button.toolTip(), _beside_icon(button), room.size()


def _check(box: QCheckBox | QRadioButton) -> Iterator[Need]:
    if box.text():
        option = QStyleOptionButton()
        box.initStyleOption(option)
        part = QStyle.SubElement.SE_CheckBoxContents
        if isinstance(box, QRadioButton):
            part = QStyle.SubElement.SE_RadioButtonContents
        room = box.style().subElementRect(part, option, box)
        room.setHeight(box.height())
        yield box.text(), box.toolTip(), _beside_icon(box), room.size()


def _tool(button: QToolButton) -> Iterator[Need]:
    if button.objectName() == "qt_toolbar_ext_button":
        if not text_size.added():  # at larger sizes the rest of the bar is behind the button
            yield "what the tool bar has no room for", "", QSize(1, 1), QSize(0, 0)
    elif button.text() and not (button.toolButtonStyle() is _ICON_ONLY and not button.icon().isNull()):
        # Qt adds two spaces to be roomy, and three pixels under a style sheet
        spare = QSize(2 * QFontMetrics(button.font()).horizontalAdvance(" ") + 3, 3)
        yield button.text(), button.toolTip(), button.sizeHint() - spare, button.size()


def _combo(box: QComboBox) -> Iterator[Need]:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    complex_, part = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
    room = box.style().subControlRect(complex_, option, part, box)
    needs = QSize(QFontMetrics(box.font()).horizontalAdvance(box.currentText()), 0)
    if not box.itemIcon(box.currentIndex()).isNull():
        needs += QSize(box.iconSize().width() + 4, 0)
    yield box.currentText(), box.toolTip(), needs, room.size()


def _group(box: QGroupBox) -> Iterator[Need]:
    if box.title():
        option = QStyleOptionGroupBox()
        box.initStyleOption(option)
        complex_, part = QStyle.ComplexControl.CC_GroupBox, QStyle.SubControl.SC_GroupBoxLabel
        room = box.style().subControlRect(complex_, option, part, box).intersected(box.rect())
        yield box.title(), box.toolTip(), _written(box, box.title()), room.size()


def _header(header: QHeaderView) -> Iterator[Need]:
    model, way = header.model(), header.orientation()
    is_row = way is Qt.Orientation.Horizontal
    margin = 2 * header.style().pixelMetric(QStyle.PixelMetric.PM_HeaderMargin, None, header)
    for section in range(header.count() if model is not None else 0):
        text = str(model.headerData(section, way) or "")
        if header.isSectionHidden(section) or not text:
            continue
        tip = str(model.headerData(section, way, Qt.ItemDataRole.ToolTipRole) or "")
        size = header.sectionSize(section)
        has = QSize(size, header.height()) if is_row else QSize(header.width(), size)
        yield text, tip, _drawn(header, text) + QSize(margin, 0), has


def _tabs(bar: QTabBar) -> Iterator[Need]:
    for place in range(bar.count()):
        option = QStyleOptionTab()
        bar.initStyleOption(option, place)
        room = bar.style().subElementRect(QStyle.SubElement.SE_TabBarTabText, option, bar)
        if bar.isTabVisible(place):
            yield bar.tabText(place), bar.tabToolTip(place), _drawn(bar, bar.tabText(place)), room.size()


def _menu(menu: QMenu) -> Iterator[Need]:
    screen = menu.screen().availableGeometry().size()
    yield menu.title() or menu.objectName(), "", menu.sizeHint(), menu.size().boundedTo(screen)


def _menu_bar(bar: QMenuBar) -> Iterator[Need]:
    for action in bar.actions():
        room = bar.actionGeometry(action).intersected(bar.rect())
        yield action.text(), "", _written(bar, action.text()), room.size()


def _cut(widget: QWidget) -> QWidget | None:
    """What a widget sticks out of, unless that can be scrolled."""
    above = widget.parentWidget()
    while above is not None and not widget.isWindow():
        if isinstance(above.parentWidget(), QAbstractScrollArea):
            return None
        if not above.rect().contains(QRect(widget.mapTo(above, QPoint(0, 0)), widget.size())):
            return above
        if above.isWindow():
            return None
        above = above.parentWidget()
    return None


def _called(widget: QWidget) -> str:
    """Its type and those around it, with their names."""
    names = []
    at: QWidget | None = widget
    while at is not None and len(names) < 4:
        names.append(type(at).__name__ + (f"#{at.objectName()}" if at.objectName() else ""))
        at = None if at.isWindow() else at.parentWidget()
    return " in ".join(names)


def _size(size: QSize) -> str:
    return f"{size.width()}×{size.height()}"

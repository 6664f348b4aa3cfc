"""The style sheet that gives Qt's Fusion widgets the theme's borders, corners and spacing.

Colours come from the theme alone; sizes are in device-independent pixels.
"""

from __future__ import annotations

from string import Template

from nnviz.ui.text_size import SMALLEST, grown, stretched
from nnviz.ui.theme import Theme, mixed

_SHEET = Template("""
QMainWindow, QDialog, QMessageBox { background: $window; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMainWindow::separator { background: $window; width: 8px; height: 8px; }
QMainWindow::separator:hover { background: $line; }
QMenuBar { background: $window; padding: 2px 0px; }
QMenuBar::item { padding: 5px 10px; border-radius: 5px; background: transparent; }
QMenuBar::item:selected { background: $raised; }
QMenu { background: $panel; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 26px 5px 14px; min-height: 16px; border-radius: 4px; }
QMenu::icon, QMenu::indicator { left: 8px; }
QMenu::item:selected { background: $selected; color: $selected_text; }
QMenu::item:disabled { color: $faded; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px; }
QLineEdit[bad="true"] { border: 2px solid $bad; }
QLabel#complaint { background: $bad_tint; color: $text; border: 1px solid $bad; border-radius: 5px; }
QLabel#complaint[remark="true"] { background: $raised; border-color: $line; }

QToolBar#transport { background: $window; border: none; spacing: ${gap}px; padding: 4px 0px 4px 10px; }
QToolBar#transport QToolButton {
    background: $raised; border: 1px solid $line; border-radius: 7px; padding: 5px 8px; }
QToolBar#transport QToolButton:hover { border-color: $muted; }
QToolBar#transport QToolButton:focus { border-color: $positive; }
QToolBar#transport QToolButton:pressed { background: $selected; color: $selected_text; }
QToolBar#transport QToolButton#run { padding: 5px 12px; font-weight: bold; color: $good; }
QToolBar#transport QToolButton#run:disabled { color: $faded; }
QToolBar#transport QToolButton#qt_toolbar_ext_button { padding: 0; }

QWidget#segmented { background: $raised; border: 1px solid $line; border-radius: 7px; }
QWidget#segmented QToolButton {
    background: transparent; border: 1px solid transparent; border-radius: 5px;
    padding: 3px 5px; color: $muted; }
QWidget#segmented QToolButton:hover { color: $text; }
QWidget#segmented QToolButton:focus { border-color: $positive; }
QWidget#segmented QToolButton:checked { background: $selected; color: $selected_text; }

QFocusFrame { border: 2px solid $positive; border-radius: 5px; }

QLabel#caption { color: $muted; font-size: ${small}px; }
QLabel#muted { color: $muted; }
QLabel#counter { color: $text; padding: 4px 2px; }

QFrame#panel { background: $panel; border: 1px solid $line; border-radius: 9px; }
QWidget#panelTitle { background: $panel; border: 1px solid $line; border-bottom: none;
    border-top-left-radius: 9px; border-top-right-radius: 9px; }
QFrame#panelBody { background: $panel; border: 1px solid $line; border-top: none;
    border-bottom-left-radius: 9px; border-bottom-right-radius: 9px; }
QLabel#panelName { color: $text; font-weight: bold; }
QLabel#panelNote { color: $muted; }
QToolButton#panelButton { background: transparent; border: 1px solid transparent; border-radius: 4px;
    padding: 1px; color: $muted; }
QToolButton#panelButton:hover { background: $raised; color: $text; }
QToolButton#panelButton:focus { border-color: $positive; }

QToolButton#way { background: $raised; border: 1px solid $line; border-radius: 6px; padding: 3px 6px;
    color: $muted; }
QToolButton#way:hover { color: $text; border-color: $muted; }
QToolButton#way:focus { border-color: $positive; }
QToolButton#way:disabled { color: $line; }

QToolButton#switch { background: $raised; border: 1px solid $line; border-radius: 7px; padding: 4px; }
QToolButton#switch:hover { border-color: $muted; }
QToolButton#switch:focus { border-color: $positive; }
QToolButton#switch:checked { background: $selected; border-color: $positive; }

QListWidget#palette, QListWidget#draft { background: $panel; border: 1px solid $line; border-radius: 7px;
    outline: none; padding: 3px; }
QListWidget#palette:focus, QListWidget#draft:focus { border-color: $positive; }
QListWidget#palette::item { padding: 2px 4px; border-radius: 5px; color: $text; }
QListWidget#palette::item:disabled { color: $muted; }
QListWidget#palette::item:selected { background: $selected; color: $selected_text; }
QWidget#build QLineEdit { background: $panel; border: 1px solid $line; border-radius: 6px; padding: 4px 7px; }
QWidget#build QLineEdit:focus { border-color: $positive; }
QWidget#build QLineEdit[bad="true"] { border: 2px solid $bad; }

QListWidget#gallery { background: $window; border: none; outline: none; }
QListWidget#gallery::item { background: $panel; border: 1px solid $line; border-radius: 9px; color: $text;
    padding: 8px; }
QListWidget#gallery::item:disabled { background: transparent; border: none; color: $text; padding: 8px 0; }
QListWidget#gallery::item:hover { border-color: $muted; }
QListWidget#gallery::item:selected { border: 2px solid $positive; color: $text; }

QListWidget#recents { background: $panel; border: 1px solid $line; border-radius: 7px;
    outline: none; padding: 3px; }
QListWidget#recents:focus { border-color: $positive; }
QListWidget#recents::item { border-radius: 5px; }
QListWidget#recents::item:hover { background: $raised; }
QListWidget#recents::item:selected { background: $raised; border: 1px solid $positive; }
QDialog QPlainTextEdit { background: $panel; border: 1px solid $line; border-radius: 6px; }

QTextBrowser { background: transparent; border: 1px solid transparent; border-radius: 5px; color: $text;
    selection-background-color: $selected; selection-color: $selected_text; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: none; }
QScrollArea#network { border: 1px solid transparent; border-radius: 5px; }
QGraphicsView#canvas { border: 1px solid transparent; border-radius: 5px; }
QTextBrowser:focus, QScrollArea#network:focus, QGraphicsView#canvas:focus { border-color: $positive; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 4px; min-height: 24px; min-width: 24px; margin: 1px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: transparent; border: none; width: 0; height: 0; }

QFrame#banner { background: $bad_tint; border: 1px solid $bad; border-radius: 9px; }
QFrame#banner[calm="true"] { background: $raised; border-color: $muted; }
QFrame#banner QPushButton, QFrame#inset QPushButton, QDialog QPushButton, QMessageBox QPushButton {
    background: $raised; border: 1px solid $line; border-radius: 6px; padding: 5px 14px; }
QFrame#banner QPushButton:hover, QFrame#inset QPushButton:hover,
QDialog QPushButton:hover { border-color: $muted; }
QFrame#banner QPushButton:focus, QFrame#inset QPushButton:focus,
QDialog QPushButton:focus { border-color: $positive; }
QDialog QLineEdit { background: $panel; border: 1px solid $line; border-radius: 3px; padding: 5px 4px;
    selection-background-color: $selected; selection-color: $selected_text; }
QDialog QLineEdit:focus { border-color: $positive; }
QDialog QLineEdit[bad="true"] { border: 2px solid $bad; }
QDialog QPushButton#keyChip { padding: 2px 10px; }
QDialog QPushButton#keyChip:focus { border-color: $positive; }
QDialog QTreeView { background: $panel; border: 1px solid $line; border-radius: 6px; }
QDialog QTreeView:focus { border-color: $positive; }
QDialog QHeaderView { background: $panel; border-top-left-radius: 6px; border-top-right-radius: 6px; }
QDialog QHeaderView::section { background: transparent; color: $muted; border: none;
    border-bottom: 1px solid $line; padding: 5px 8px; }
QTableView#columns::item, QTableView#preview::item { padding-left: 5px; }
QTableCornerButton::section { background: $panel; border: none; border-bottom: 1px solid $line; }
QTabWidget::pane { background: $panel; border: 1px solid $line; border-radius: 9px; top: -1px; }
QTabWidget > QStackedWidget > QWidget { background: transparent; }
QTabBar::tab { background: $raised; color: $muted; border: 1px solid $line; padding: 4px 10px;
    border-radius: 5px; }
QTabBar::tab:selected { background: $selected; color: $selected_text; }
""")


def style_sheet(theme: Theme) -> str:
    """The style sheet of a theme, for the application."""
    return _SHEET.substitute(
        vars(theme),
        small=grown(SMALLEST),
        gap=stretched(4),
        faded=mixed(theme.muted, theme.window, 0.45).name(),
        bad_tint=mixed(theme.panel, theme.bad, 0.12).name(),
    )

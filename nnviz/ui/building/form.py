"""The form of what is selected in the draft: its type, where its input comes from, and its hyper-parameters.

It is made from the descriptions of the registry, and made anew whenever something else is selected.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QScrollArea, QWidget

from nnviz.nn import INITIALIZERS, Description, registry
from nnviz.nn.describe import Setting
from nnviz.nn.program import LOSS
from nnviz.session.building.draft import OPEN
from nnviz.session.setup import Part
from nnviz.ui.building.builder import TRAINING, Builder
from nnviz.ui.building.fields import Field, explain, field_of, range_of
from nnviz.ui.building.words import setting_title
from nnviz.ui.language import translate_nn
from nnviz.ui.text_size import stretch
from nnviz.ui.theme import text_font

_WIDEST = 420
"""Pixels that a form takes at the most at the least text size."""

BATCH = Setting("batch_size", int, 1, 1, None, "how many samples go through the network in one pass")


class Form(QScrollArea):
    """The fields of one builder's selection.

    Attributes:
        fields: each by the name of its setting; ``type``, ``from 1`` and so on are choices.
    """

    def __init__(self, builder: Builder, title_of: Callable[[str], str]) -> None:
        super().__init__()
        self.setObjectName("form")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("What the chosen layer is made of"))
        self._builder, self._title_of = builder, title_of
        self.fields: dict[str, QWidget] = {}
        self._made_for: tuple[object, ...] = ()
        builder.changed.connect(self.show_selected)
        builder.selection_changed.connect(self.show_selected)

    def focus_first(self) -> None:
        """Gives the keys to the first hyper-parameter, or else to the choice of the type."""
        found = [field for name, field in self.fields.items() if name not in ("type", "from 1")]
        for field in [*found, *self.fields.values()][:1]:
            field.setFocus(Qt.FocusReason.TabFocusReason)

    def show_selected(self) -> None:
        """Shows the values of what is selected; the fields stay while the same ones are needed."""
        builder = self._builder
        if builder.bench is None:
            return
        part = builder.part(builder.selected)
        shown = self._part()
        kind = shown.type if shown else ""
        earlier = tuple(self._earlier(part)) if part else ()
        needed = (builder.selected, kind, earlier, len(part.sources) if part else 0)
        if needed != self._made_for:
            self._made_for = needed
            self._make()
        self._fill()

    def _part(self) -> Part | None:
        """The layer, the loss or the optimizer that is selected."""
        name, draft = self._builder.selected, self._builder.draft
        return {LOSS: draft.loss, TRAINING: draft.optimizer}.get(name, self._builder.part(name))

    def _about(self, part: Part) -> Description:
        table: Mapping[str, Any] = self._table()
        found: Description = table[part.type].description
        return found

    def _table(self) -> Mapping[str, Any]:
        tables: dict[str, Mapping[str, Any]] = {LOSS: registry.losses(), TRAINING: registry.optimizers()}
        return tables.get(self._builder.selected, registry.layers())

    # -- making ---------------------------------------------------------------------------------

    def _make(self) -> None:
        self.fields = {}
        body = QWidget()
        stretch(body, "setMaximumWidth", _WIDEST)
        self._grid = QGridLayout(body)
        self._grid.setContentsMargins(2, 0, 6, 4)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnStretch(1, 1)
        part = self._part()
        if part is None:
            self._add_words(self._data_words())
        elif part.type in self._table():
            self._add_kind(part)
            if self._builder.selected == TRAINING:
                self._add_training()
            for slot in range(len(part.sources)):
                self._add_source(slot)
            for setting in self._about(part).settings:
                self._add_setting(setting, part.settings.get(setting.name, setting.default))
        else:
            self._add_words(self.tr("Nothing is known of {0}").format(part.type))
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        self.setWidget(body)

    def _add_kind(self, part: Part) -> None:
        about = self._about(part)
        name = self._builder.selected
        chosen: dict[str, Callable[[str], object]] = {
            LOSS: self._builder.set_loss,
            TRAINING: self._builder.set_optimizer,
        }
        replace = chosen.get(name, lambda kind: self._builder.replace(self._builder.selected, kind))
        box = self._choice(
            {kind: translate_nn(each.description.title) for kind, each in self._table().items()}, replace
        )
        self._put("type", self.tr("Type"), box, self.tr("Another type takes its place"))
        self._add_words(translate_nn(about.summary))

    def _add_source(self, slot: int) -> None:
        part = self._builder.part(self._builder.selected)
        assert part is not None
        names = self._earlier(part)
        texts = {OPEN: self.tr("not connected")} | {name: self._title_of(name) for name in names}
        box = self._choice(texts, lambda source: self._builder.link(source, self._builder.selected, slot))
        several = len(part.sources) > 1
        title = self.tr("Input {0} from").format(slot + 1) if several else self.tr("From")
        self._put(f"from {slot + 1}", title, box, self.tr("The layer whose output it takes"))

    def _earlier(self, part: Part) -> list[str]:
        """What a layer may take: the inputs and the layers above it, and what it takes now."""
        names = [each.name for each in self._builder.draft.layers]
        above = [*self._builder.inputs, *names[: names.index(part.name)]]
        return [*above, *(each for each in dict.fromkeys(part.sources) if each and each not in above)]

    def _add_setting(self, setting: Setting, value: Any) -> None:
        name = self._builder.selected
        made = field_of(setting, value, lambda v: self._builder.set_setting(name, setting.name, v))
        self._put(setting.name, setting_title(setting.name), made)
        self._add_help(setting)

    def _add_training(self) -> None:
        texts = {name: translate_nn(each.title) for name, each in INITIALIZERS.items()}
        drawn = self._choice(texts, self._builder.set_initializer)
        told = self.tr("How the weights of new layers are drawn")
        self._put("initializer", self.tr("Initializer"), drawn, told)
        size = field_of(BATCH, self._builder.draft.batch_size, self._builder.set_batch_size)
        self._put(BATCH.name, self.tr("Batch size"), size)
        self._add_words(self.tr("how many samples go through the network in one pass"), 1)

    def _choice(self, texts: Mapping[str, str], chosen: Callable[[str], object]) -> QComboBox:
        box = QComboBox()
        for value, text in texts.items():
            box.addItem(text, value)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(6)
        box.activated.connect(lambda place: chosen(box.itemData(place)))
        return box

    def _put(self, key: str, title: str, field: QWidget, told: str = "") -> None:
        label = QLabel(title)
        label.setBuddy(field)
        label.setFont(text_font(12))
        if told:
            explain(field, title, told)
        label.setToolTip(field.toolTip())
        field.setMinimumWidth(60)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        self.fields[key] = field

    def _add_help(self, setting: Setting) -> None:
        self._add_words(f"{translate_nn(setting.help)}; {range_of(setting)}", 1)

    def _add_words(self, text: str, column: int = 0) -> None:
        label = QLabel(text)
        label.setObjectName("caption")
        label.setWordWrap(True)
        self._grid.addWidget(label, self._grid.rowCount(), column, 1, 2 - column)

    def _data_words(self) -> str:
        bench = self._builder.bench
        assert bench is not None
        return self.tr("{0}: {1} samples to learn from").format(bench.data.name, len(bench.data))

    # -- values ---------------------------------------------------------------------------------

    def _fill(self) -> None:
        part, draft = self._part(), self._builder.draft
        values: dict[str, Any] = {"initializer": draft.initializer, BATCH.name: draft.batch_size}
        if part is not None and part.type in self._table():
            values |= {each.name: each.default for each in self._about(part).settings}
            values |= {**part.settings, "type": part.type}
            values |= {f"from {slot + 1}": source for slot, source in enumerate(part.sources)}
        for key, field in self.fields.items():
            if isinstance(field, Field):
                field.show_value(values[key])
            elif isinstance(field, QComboBox):
                field.setCurrentIndex(field.findData(values[key]))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(self.tr("What the chosen layer is made of"))
            self._made_for = ()
            self.show_selected()
        super().changeEvent(event)

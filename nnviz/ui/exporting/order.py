"""An order for an export: of what, under which name, and how each kind of file is made of it.

It is carried out beside the window, so it holds nothing that belongs to a view.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from nnviz.dataclass import dataclass
from nnviz.session.data.watching import tell
from nnviz.session.export.moment import Moment, whole_pass
from nnviz.session.keeping import Kept
from nnviz.ui.language import translate_nn, translate_reason

Files = Mapping[str, bytes]


@dataclass(frozen=True, eq=False)
class Order:
    """What is to be exported.

    Attributes:
        kept: the run, as it gave itself.
        name: what the files are called, without an ending.
        ending: of the first of them, which says its kind where there are several.
        title: what the run is called.
        course: writes the table of its epochs.
    """

    kept: Kept
    name: str
    ending: str
    title: str
    course: Callable[[], bytes]

    @property
    def moment(self) -> Moment:
        """Where the run stands."""
        return Moment.of(self.kept)


def _script(order: Order) -> Files:
    from nnviz.session.export.torch_script import script_files

    return script_files(order.moment, order.name, order.title)


def _notebook(order: Order) -> Files:
    from nnviz.session.export.notebook import notebook_files

    return notebook_files(order.moment, order.name, order.title, translate_reason)


def _onnx(order: Order) -> Files:
    from nnviz.session.export.onnx_model import onnx_file

    return {f"{order.name}.onnx": onnx_file(order.moment, order.title)}


def _weights(order: Order) -> Files:
    from nnviz.session.export.weights import weights_file

    return {f"{order.name}.{order.ending}": weights_file(order.moment, order.ending)}


def _course(order: Order) -> Files:
    return {f"{order.name}.csv": order.course()}


def _worksheet(order: Order) -> Files:
    from nnviz.session.export.worksheet import as_markdown, worksheet
    from nnviz.ui.exporting.worksheet_pdf import as_pdf

    sheet = worksheet(whole_pass(order.kept), order.title, translate_reason, translate_nn)
    make = as_pdf if order.ending == "pdf" else as_markdown
    found = {}
    for number, (name, answers) in enumerate(((order.name, False), (f"{order.name}-answers", True))):
        tell(number, 2)
        found[f"{name}.{order.ending}"] = make(sheet, answers)
    return found


@dataclass(frozen=True)
class Kind:
    """A kind of export: the endings a person may choose from, and how it is made."""

    endings: tuple[str, ...]
    make: Callable[[Order], Files]


KINDS: Mapping[str, Kind] = {
    "script": Kind(("py",), _script),
    "notebook": Kind(("ipynb",), _notebook),
    "onnx": Kind(("onnx",), _onnx),
    "weights": Kind(("safetensors", "npz", "csv"), _weights),
    "course": Kind(("csv",), _course),
    "worksheet": Kind(("pdf", "md"), _worksheet),
}
"""Every kind of export, in the order of the menu."""

BESIDE = (".safetensors", "-optimizer.safetensors", "-data.npz", "-answers.pdf", "-answers.md")
"""What the names of files end in that are written beside the one that was asked for."""

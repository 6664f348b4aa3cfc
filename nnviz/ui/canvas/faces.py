"""Which class paints which form: the one table of the canvas's pictures.

A new picture is entered here, and in ``forms.py`` for the nodes that get it.
"""

from __future__ import annotations

from nnviz.ui.canvas.bars import Bars
from nnviz.ui.canvas.face import Face
from nnviz.ui.canvas.forms import Form
from nnviz.ui.canvas.units import Circles
from nnviz.ui.canvas.verdict import Verdict

FACES: dict[Form, type[Face]] = {
    Form.CIRCLES: Circles,
    Form.STRIPS: Face,  # a sheet for each tensor is all there is
    Form.MAPS: Face,
    Form.BARS: Bars,
    Form.LOSS: Verdict,
}

"""Building a network by hand: the palette of layers, the draft, and the form of what is selected.

All of them show one :class:`~nnviz.ui.building.builder.Builder`, which holds the draft.
"""

"""The canvas: the network as columns of units joined by weights, with the gradient river below.

It draws frames and nothing else; :class:`nnviz.ui.canvas.canvas.Canvas` is the widget.
"""

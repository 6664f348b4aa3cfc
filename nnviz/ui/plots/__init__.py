"""The plots at the right of the window: loss, gradient norms, and the output over the input plane.

Import each from its own module: those that draw curves import pyqtgraph, which takes a while.
"""

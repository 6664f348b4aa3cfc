"""The plots at the right of the window: loss, gradient norms, and the output over the input plane.

Import each from its own module; they are needed only after the window has been painted.
"""

"""The lessons in the window: the player beside the canvas, the gallery, and what their links do.

The lessons themselves are data, read by :mod:`nnviz.session.lesson`.
"""

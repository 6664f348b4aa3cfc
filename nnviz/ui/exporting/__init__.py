"""The menus' side of what leaves nnviz and of weights that come in: which file, how far, and what went wrong.

What is written is made by :mod:`nnviz.session.export`; only pages are laid out here.
"""

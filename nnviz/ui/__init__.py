"""The window: views that draw frames, a worker that drives a run, and the wires between them.

Each widget has a file of its own and knows no neighbour; ``nnviz.app`` joins them.
"""

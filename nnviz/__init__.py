"""nnviz shows how a neural network learns, one operation at a time.

Three floors, each importing only downward: ``ui`` (Qt), ``session`` (a run), ``nn`` (a network).
"""

__version__ = "0.1.0"

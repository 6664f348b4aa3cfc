"""Starts nnviz from a checkout: ``python main.py`` does what the installed command ``nnviz`` does."""

import sys

from nnviz.__main__ import main

if __name__ == "__main__":
    sys.exit(main())

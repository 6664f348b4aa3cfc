"""One file an optimizer; each explains its update with formulas, as a layer does.

The registry finds the files by looking here, so this one names none of them.
"""

"""One file a layer; each class carries its maths and its description side by side.

The registry finds the files by looking here, so this one names none of them.
"""

"""One file a loss; a loss is the node that turns a prediction and a target into the scalar E.

The registry finds the files by looking here, so this one names none of them.
"""

"""Documents in the window: opening, saving, what has not been saved yet, and copies for the case of a crash.

What is in a document is said in :mod:`nnviz.session.document`.
"""

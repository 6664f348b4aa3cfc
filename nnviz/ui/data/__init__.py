"""Data of one's own in the window: the way from a file to a run that learns from it.

A file is looked at and read beside the window, which stays as it is until all is well.
"""

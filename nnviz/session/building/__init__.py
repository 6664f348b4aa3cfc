"""Building a network by hand: edits of a setup, what fits where, and the run that goes on with it.

All of it is plain functions from one setup to another; nothing here trains or draws.
"""

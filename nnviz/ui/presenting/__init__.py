"""Presentation mode: the window as a lecture hall sees it.

One panel at a time stands beside the canvas, and everything is written large.
"""

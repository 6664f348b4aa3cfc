"""Changing a pass by hand: the questions, menus and words that go with it.

A number is typed in the inspector; what is asked for goes out as commands, wherever it was asked.
"""

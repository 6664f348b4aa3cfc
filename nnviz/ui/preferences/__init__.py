"""The settings of the window: what can be chosen, and with which default.

The dialog shows all of them; each acts as soon as it is chosen.
"""

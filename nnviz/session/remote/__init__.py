"""A run in a process of its own: commands go there, mail comes back, and large arrays lie in memory both see.

:mod:`process` starts it, :mod:`service` is all that it does, and :mod:`link` is the end that a window holds.
"""

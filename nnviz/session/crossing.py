"""What classes say of their objects for the way from one process to another, as their attribute ``crosses``.

Objects of all other classes are sent whole whenever they are met.
"""

FIXTURE = "fixture"
"""Stays as it is while frames come and go: it is sent once with all in it, and its arrays are known too."""

MOMENTARY = "momentary"
"""Comes again with every stop of a pass: it is sent once, but its arrays are those of the frame."""

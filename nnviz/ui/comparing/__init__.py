"""Two networks side by side in the window: which is chosen, how they differ, and where both are drawn.

What is told of them comes with the mail; what is wished of them goes down as commands.
"""

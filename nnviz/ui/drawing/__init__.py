"""What is drawn by hand: a digit for the network to name, or points for it to learn from.

Both are given to the run as plain numbers; nothing here computes what a network makes of them.
"""

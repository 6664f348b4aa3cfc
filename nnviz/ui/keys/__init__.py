"""The keyboard: which keys every action has, how they are changed, and which a focused control keeps.

Actions are known here by their object names; what they do is up to those who made them.
"""

"""The card of one neuron: what goes into it, what it gives, and where that goes.

It reads frames and nothing else.
"""

"""The card of one neuron: what goes into it, what it gives, and where that goes."""

"""One layer over the course of a run: how its weights, what it gives and its gradients lie.

What was measured comes from the run; the panel asks for it while it can be seen.
"""

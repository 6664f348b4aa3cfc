"""One layer over the course of a run: how its weights, what it gives and its gradients lie."""

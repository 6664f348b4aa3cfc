"""Two networks side by side: how they differ, and how the second is kept where the first stands.

Both learn from the same batches in the same order, pass by pass.
"""

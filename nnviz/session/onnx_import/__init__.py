"""Networks that other programs have written as ONNX, read and turned into nnviz's layers.

What cannot be had is refused with the name of its operator; nothing in a file is ever executed.
"""

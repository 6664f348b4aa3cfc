"""Pictures of the network and of the window, as files and on the clipboard.

What is pictured is a :class:`Subject`; how it becomes the bytes of a file does not depend on what it is.
"""

"""What nnviz is made of: the versions that are running, and the licences of everything in them.

It is imported when it is asked for.
"""

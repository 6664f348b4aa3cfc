"""The welcome page: where somebody begins who has nothing open yet, or wants to begin anew.

It is imported when it is asked for.
"""

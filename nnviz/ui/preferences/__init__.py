"""The settings of the window: what can be chosen, with which default, and the dialog that shows it."""

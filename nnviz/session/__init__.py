"""What a run is, without a screen: data, lessons, training, its recorded past and its mail.

Plain Python over ``nnviz.nn``; nothing here imports Qt, so all of it is tested without a window.
"""

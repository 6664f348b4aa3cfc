"""What leaves nnviz: the network and its training as code, models and numbers that other programs take.

Everything is made from a :class:`~nnviz.session.export.moment.Moment`, a copy that no run moves any more.
"""

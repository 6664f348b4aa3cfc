"""The user guide: pages with pictures for every panel and topic, read inside nnviz.

Its texts and pictures are in ``resources/guide``.
"""

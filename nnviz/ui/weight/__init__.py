"""The card of one weight: where its gradient comes from, whether that is true, and what moving it does.

A view like any other: examinations in, commands out.
"""

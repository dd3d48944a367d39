"""Participation reports: from counts to what is frozen and shown (COM-05, SECURITY.md §4.5).

Nothing here reads what people wrote; everything that leaves passed community.onthulling.
"""

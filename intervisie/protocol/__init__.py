"""A protocol of peer review as data: reading it, and the days on which its steps fall. Pure Python, no Django."""

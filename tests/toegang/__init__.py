"""The access matrix: every address classified, every role against every object."""

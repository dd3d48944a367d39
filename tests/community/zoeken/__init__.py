"""Search, end to end (PLT-05)."""

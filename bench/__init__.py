"""Speed and memory against floors of the same run: the least that the same work can cost on this machine."""

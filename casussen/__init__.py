"""The confidential: casus, instruments, praktijkboek, and the log of who read what."""

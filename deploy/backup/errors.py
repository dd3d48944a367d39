"""What can be wrong with a copy, as a Dutch sentence for whoever runs the platform."""


class BackupError(Exception):
    """A copy cannot be made, or not be put back; nothing was changed."""

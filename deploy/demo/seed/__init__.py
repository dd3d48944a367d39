"""The fictional network of the demo. No name of a real person or organisation stands here."""

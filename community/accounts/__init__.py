"""Logging in: how allauth and Django's sessions are fitted to this house."""

"""Guests of sessions, and what each takes home."""

"""Divides people into groups. Pure: no framework, no database, no clock."""

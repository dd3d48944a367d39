"""Copies of all that the platform keeps, and putting one back where nothing is (docs/beheer/reservekopie.md).

The key store is not in them: `manage.py sleutelbackup` copies it apart, for 14 days at most, so that what was destroyed
is gone everywhere after that (docs/decisions/0038-backups.md).
"""

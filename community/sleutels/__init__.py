"""The key store: a small app with a schema and migrations of its own, in the database `sleutels`.

It holds the wrapped data keys and the erasure ledger and nothing else, so that it has its own role, its own backup and
its own term (docs/decisions/0016-kluis.md). Its tables are written down in community/models/kluis.py.
"""

"""Logging in through the organisation one works for (OpenID Connect): the conversation with its server.

Knows nothing of accounts: it ends with an issuer and a subject that were proved, or with a refusal.
"""

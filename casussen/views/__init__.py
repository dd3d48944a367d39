"""The pages of the confidential. Each door opens the vault for one request (casussen.views.door)."""

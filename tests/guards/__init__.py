"""Each permission check replaced by 'allowed', one at a time: some test must notice (SECURITY.md T11)."""

"""The slow and full proofs of SECURITY.md §7. `make test` runs a sample of each; `make proof` all of it."""

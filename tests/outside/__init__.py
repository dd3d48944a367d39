"""No line to the outside (SECURITY.md T48): whatever a test starts may speak to this machine only."""

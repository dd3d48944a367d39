"""Instances of intervisie with their own scorer, and the figures of the matching engine."""

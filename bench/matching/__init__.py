"""Instances of intervisie with a scorer of their own, and the figures of the matching engine."""

from bench.matching.run import figures

__all__ = ["figures"]

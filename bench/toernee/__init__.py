"""Instances of toernees with a scorer of their own, and the figures of the planner."""

from bench.toernee.run import figures

__all__ = ["figures"]

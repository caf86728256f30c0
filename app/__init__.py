"""Parlance: a shared, plain vocabulary of skills, and honest, explainable matching on it."""

__version__ = "0.1.0"

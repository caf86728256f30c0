"""Benchmarks: every figure of the README comes from a command in this folder. `make bench` prints the table."""

import os

# As `parlance serve` does, for every figure of a single core. It must be said before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

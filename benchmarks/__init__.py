"""Benchmarks: every figure of the README comes from a command in this folder. `make bench` prints the table."""

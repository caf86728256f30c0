"""Array files are opened by one thread at a time."""

from __future__ import annotations

from threading import RLock

# Held while NumPy opens a file. It reads the head of an array as a Python literal, and CPython 3.11 counts the depth of
# such parsing once for all threads: two at a time may end in "SystemError: AST constructor recursion depth mismatch".
OPENING = RLock()

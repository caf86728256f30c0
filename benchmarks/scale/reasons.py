"""Why a part cannot run."""


class NotThere(Exception):
    """A part cannot run here; its message says why in one line, and what would help."""

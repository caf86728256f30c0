"""Local overlays: what a region or sector changes in a national profile, and the quality assurance of it."""

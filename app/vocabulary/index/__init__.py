"""The in-memory index of a vocabulary: built once per set of releases, saved as files, memory-mapped by every worker."""

"""Bulk loading: lines in, an outcome for each out, however long either is."""

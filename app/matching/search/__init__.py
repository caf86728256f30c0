"""Searching stored workers and postings: found by retrieval, scored and explained as a pair is."""

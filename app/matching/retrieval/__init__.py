"""Finding stored workers and postings: which documents may score best, exactly, in memory or in the database."""

"""What stored workers and postings have in common: ids and versions, how they are written, replaced and removed."""

"""Which postings are one job: found when a posting is written, kept in its row, undone by a person's word."""

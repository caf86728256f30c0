"""Chapter 5, jobs on offer: stored postings, and which of them are the same."""

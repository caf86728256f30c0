"""Chapter 8, who fits what, and why: features, scorer, explanation, receipts."""

"""Chapter 7, who fits what, and why: features, scorer, explanation, receipts."""

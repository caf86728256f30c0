"""Candidates: every place that may name a skill, by phrase, by repaired typo, and by meaning."""

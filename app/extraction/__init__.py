"""Chapter 2, from text to skills: sections, candidates, ranking, choice, requirement, polarity, qualifications."""

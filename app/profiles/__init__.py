"""Chapter 4, what a text says of a job or of a person: skills wanted and held, with the words that show them."""

"""Words: tokens, folding, segments, reading grade, language; and documents to text."""

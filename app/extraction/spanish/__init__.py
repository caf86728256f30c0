"""Spanish texts: the words by which they ask and deny, their headings, and the inflection of Spanish names."""

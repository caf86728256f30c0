"""How the seed files are made: one module per source or kind of fact, each a pure function of its input."""

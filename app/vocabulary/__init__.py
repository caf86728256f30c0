"""Chapter 1, the skills we know: frameworks, releases, skills, names, relations; the in-memory index; search."""

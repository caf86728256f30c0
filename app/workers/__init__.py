"""Chapter 6, what people have: workers' skills, stored with their consent and erased when they say so."""

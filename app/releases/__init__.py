"""Chapter 12, bringing releases in: read rows, load, switch. The seed is the first release."""

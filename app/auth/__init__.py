"""Chapter 14, who may ask: organisations, their API keys, and what a key allows."""

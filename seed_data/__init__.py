"""The vocabulary that Parlance ships with: facts only, built by `seed_data.build` (see SOURCES.md)."""

"""The model that says which sentences ask for a skill, and the code that makes it."""

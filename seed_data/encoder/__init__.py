"""The static sentence encoder: the model that the project carries and the script that makes it."""

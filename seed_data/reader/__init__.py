"""The sentence encoder that reads in context, and the learnt rankings: the models and the scripts that make them."""

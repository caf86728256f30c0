"""From a sentence to the skills it speaks of: candidates by words and by meaning, then a learnt ranking of them."""

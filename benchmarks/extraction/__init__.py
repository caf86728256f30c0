"""The figures of reading skills from text, one module for each, beside baselines in the same run."""

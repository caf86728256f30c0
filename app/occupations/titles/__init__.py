"""From a messy job title to occupations: stripping, names, features, ranking."""

"""Readers of official releases and of libraries of one's own: files in, rows out."""

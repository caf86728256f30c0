"""Retrieval in the database: documents as rows, the same ratings by one SQL statement."""

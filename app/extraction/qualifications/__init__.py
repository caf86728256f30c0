"""Qualifications: degrees, certifications, licences, languages and lengths of experience."""

from app.extraction.qualifications.finding import find_qualifications

__all__ = ["find_qualifications"]

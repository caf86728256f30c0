"""Requests that store something and may be repeated safely."""

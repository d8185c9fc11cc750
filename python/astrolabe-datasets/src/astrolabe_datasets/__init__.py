"""Fetches datasets from repositories, by their DOIs."""

"""Waymark: a career adviser for the data scientist and the machine learning engineer path."""

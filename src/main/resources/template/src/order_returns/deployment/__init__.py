"""Predictions, in a batch and from an endpoint, and the end of both."""

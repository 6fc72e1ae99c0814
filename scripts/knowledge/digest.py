"""The short hash that tells two versions of a text apart."""

import hashlib

DIGITS = 16
"""Hex digits: enough to tell all texts of the project apart, short enough to read and to copy."""


def digest(text: str) -> str:
    """Return the first DIGITS of the SHA-256 of `text`."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGITS]

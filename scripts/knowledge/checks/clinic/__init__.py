"""The rules for clinic files."""

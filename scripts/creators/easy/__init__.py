"""The guide in easy words, with pictures."""

"""Handouts in other languages: their strings, who has checked them, and the knowledge in them."""

"""The read side: parse `docs/` and `docs/_data/` into one frozen `Knowledge`, and check it."""

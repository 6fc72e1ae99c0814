"""Days, urgencies and macros as words: the ground of all creators."""

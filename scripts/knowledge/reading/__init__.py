"""Files to records, with the line of every field."""

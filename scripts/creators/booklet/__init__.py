"""The booklet: knowledge to pages of blocks, and these to what its templates are given."""

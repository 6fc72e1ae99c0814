"""Markdown prose: blocks, sentences, macros, and what a sentence names."""

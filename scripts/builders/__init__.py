"""Builders touch the disk and start programs; creators give them what to write."""

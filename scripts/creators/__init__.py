"""The write side: pure functions from Knowledge to Markdown. Nothing here touches the disk."""

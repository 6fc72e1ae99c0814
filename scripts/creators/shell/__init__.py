"""What stands in or around any HTML: style and its hash, QR codes, accessible tables, lists of
files."""

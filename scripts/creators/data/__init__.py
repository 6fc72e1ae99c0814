"""JSON with schemas, claims and Infobutton."""

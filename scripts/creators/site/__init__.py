"""Every page and file of the web site."""

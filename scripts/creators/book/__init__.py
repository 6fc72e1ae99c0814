"""Built pages to books: of everything, of a section, of a page."""

"""Built pages to booklets and e-books."""

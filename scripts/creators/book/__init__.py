"""Built pages to booklets and an e-book."""

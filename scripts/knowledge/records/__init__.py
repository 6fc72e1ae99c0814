"""What a record may hold: fields, pages, entries, clinics."""

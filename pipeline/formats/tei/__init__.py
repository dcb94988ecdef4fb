"""TEI: editions of prose, verse and plays."""

"""Files of strangers, read row by row: formats, archives, texts; never an exception for a row."""

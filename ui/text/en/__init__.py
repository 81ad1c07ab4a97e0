"""English: one module for each page, `common` for what several pages share."""

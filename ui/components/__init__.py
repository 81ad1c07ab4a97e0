"""Owns the parts that several pages share; each module is one kind of part."""

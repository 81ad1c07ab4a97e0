"""Imports: files of songs with their lyrics, taken row by row, with an account of every row."""

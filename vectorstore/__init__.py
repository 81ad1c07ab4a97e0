"""Vectors to neighbours; knows no product and no database."""

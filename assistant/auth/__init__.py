"""Signing in and out: passwords, cookies, tokens, and who a request comes from."""

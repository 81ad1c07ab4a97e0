"""Local HTTP servers that speak a vendor's contract strictly, for tests and for trying things out.

They are not the vendor and say so on every page. They run on the standard library alone, because a
fault such as "the connection was cut after the song was queued" needs the socket itself.
"""

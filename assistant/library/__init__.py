"""The library: which songs are a listener's, how they rate them, and where these lie in mood."""

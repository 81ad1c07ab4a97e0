"""The page Scrobbling: what programs are told, what they sent, what plays now."""

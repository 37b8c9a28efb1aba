"""The only writers of registry records."""

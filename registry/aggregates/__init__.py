"""Published numbers: declared once, recomputed, verified and explained by one engine."""

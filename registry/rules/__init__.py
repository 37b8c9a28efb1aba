"""Business rules: small functions with a code that yield Problems, and small derivations."""

"""Measurements of what the registry promises about speed; `./ikm bench` runs them."""

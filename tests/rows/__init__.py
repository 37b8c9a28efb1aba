"""Rows that the database must take, and rows that it must refuse, one for every promise of a table
(tests/registry/models/test_constraints.py)."""

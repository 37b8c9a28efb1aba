"""Tests of the pure helpers, one module for each module of sentra.lib."""

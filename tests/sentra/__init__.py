"""Tests of the project package and its kernel."""

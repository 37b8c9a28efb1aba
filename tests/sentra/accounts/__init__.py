"""Tests of accounts: one-time codes, the way back in, the second factor."""

#!/usr/bin/env python
"""Django's command line for the registry; `./ikm manage …` runs it with the servers at hand."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command given on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.settings.dev")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

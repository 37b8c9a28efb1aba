"""`python -m sentra.ops COMMAND …`, called by the script `ikm`."""

import sys

from sentra.ops.cli import main

sys.exit(main(sys.argv[1:]))

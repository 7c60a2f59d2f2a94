"""`python -m waymark` is the same as `waymark`."""

import sys

from waymark.cli import main

sys.exit(main())

"""`python -m knipa` is the `knipa` command."""

import sys

from knipa.cli import main

if __name__ == "__main__":
    sys.exit(main())

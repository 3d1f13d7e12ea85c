"""`python -m policydiff` is `policydiff`."""

from policydiff.cli import main

main()

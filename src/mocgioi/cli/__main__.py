"""``python -m mocgioi.cli``, where the script is not on the path."""

from mocgioi.cli import run

run()

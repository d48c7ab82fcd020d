"""``python -m mocgioi``, where the script is not on the path."""

from mocgioi.cli import run

run()

"""The law that texts refer to, as they name it."""

from mocgioi.errors import Text

BORDER_LAW = Text("Luật Biên giới quốc gia 2003", "Law on National Borders 2003")

REPORT_AT_ONCE = Text(f"{BORDER_LAW.vi}, Điều 29", f"{BORDER_LAW.en}, Article 29")
"""Where it says that damage to a marker is to be reported at once."""

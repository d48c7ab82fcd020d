"""What a person may ask about besides markers: each kind, and what it is called."""

from __future__ import annotations

from mocgioi.errors import Text

KINDS = {
    "road": Text("đường", "road"),
    "commune": Text("xã", "commune"),
    "post": Text("Đồn Biên phòng", "border post"),
    "gate": Text("cửa khẩu", "border gate"),
    "project": Text("công trình", "project"),
}
"""By the code that their events have before the point."""

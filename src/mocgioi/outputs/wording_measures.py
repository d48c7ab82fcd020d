"""What people read for the measure of a figure made public.

A part of the catalogue in `wording`.
"""

from mocgioi.errors import Text

MEASURES: dict[str, Text] = {
    "measure.markers_with_road": Text("mốc đã có đường", "markers with a road"),
    "measure.markers": Text("mốc", "markers"),
    "measure.markers_needing_road": Text("mốc cần có đường", "markers that need a road"),
    "measure.border_length_km": Text("chiều dài đường biên giới (km)", "length of the border (km)"),
    "measure.border_communes": Text("xã biên giới", "border communes"),
    "measure.border_posts": Text("Đồn Biên phòng", "border posts"),
    "measure.campaign_roads": Text(
        "tuyến đường của cuộc vận động (không phải số mốc)",
        "roads of the campaign (roads, not markers)",
    ),
    "measure.campaign_roads_length_km": Text(
        "chiều dài các tuyến của cuộc vận động (km)", "length of the campaign's roads (km)"
    ),
    "measure.campaign_roads_cost_vnd": Text(
        "kinh phí các tuyến của cuộc vận động (đồng)", "cost of the campaign's roads (VND)"
    ),
    "measure.inspection_roads": Text(
        "tuyến đường kiểm tra mốc (không phải số mốc)", "inspection roads (roads, not markers)"
    ),
    "measure.inspection_roads_km_at_least": Text(
        "chiều dài các tuyến đường kiểm tra mốc (km, ít nhất)",
        "length of the inspection roads (km, at least)",
    ),
    "measure.inspection_roads_of_2025": Text(
        "tuyến đường kiểm tra mốc xây dựng trong năm 2025 (không phải số mốc)",
        "inspection roads built in 2025 (roads, not markers)",
    ),
    "measure.inspection_roads_of_2025_km_at_least": Text(
        "chiều dài các tuyến xây dựng trong năm 2025 (km, ít nhất)",
        "length of the roads built in 2025 (km, at least)",
    ),
    "measure.chi_ma_markers_without_road": Text(
        "mốc chưa có đường của Đồn Biên phòng Chi Ma", "markers without a road, post Chi Ma"
    ),
    "measure.po_ma_markers_with_road": Text(
        "mốc đã có đường của Đồn Biên phòng Pò Mã", "markers with a road, post Pò Mã"
    ),
}

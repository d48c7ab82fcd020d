"""The GeoPackage of record: the only room that speaks SQL; takes and gives domain values."""

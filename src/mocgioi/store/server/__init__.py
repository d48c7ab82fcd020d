"""A store on a PostgreSQL server with PostGIS: the same ledger for many hands at once."""

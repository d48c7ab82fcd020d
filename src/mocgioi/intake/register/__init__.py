"""The register: rows become markers, places, roads, projects and published figures."""

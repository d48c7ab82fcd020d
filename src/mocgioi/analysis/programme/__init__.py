"""The programme of the missing roads: what could be built, and which of it for the money."""

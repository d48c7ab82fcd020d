"""What to build: candidate ways on the ground inside the country, their cost, their choice."""

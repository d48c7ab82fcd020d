"""What a border post takes along to its markers, as files: each made from facts alone."""

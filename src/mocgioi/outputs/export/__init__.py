"""Tables of the store as files that other programs open: facts in, bytes or a layer out."""

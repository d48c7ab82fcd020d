"""Roads as works: what is wrong with their lines and papers, what the missing ones cost."""

"""What a table of somebody else's means: which columns are fields, and what each cell states."""

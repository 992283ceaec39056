"""Charts: a Sheet becomes marks (numbers, words, places), and marks become a picture or a table."""

"""A Sheet leaves the house: writers of tables, charts, and the palette they share with the window."""

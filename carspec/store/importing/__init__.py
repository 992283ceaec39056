"""Files of somebody else's as tables: separated text, workbooks, JSON, and what was copied."""

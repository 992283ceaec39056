"""Values and rules of the comparison, pure: no database, no window, no drawing."""

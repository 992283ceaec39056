"""The window: every import of PySide6; it is handed a library and shows the Sheet that the core builds."""

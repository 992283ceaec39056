"""The files: one module a kind of file, which makes its bytes from a Dossier."""

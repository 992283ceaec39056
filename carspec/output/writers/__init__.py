"""The writers: one small module a format, which only writes what a Grid or a Sheet holds."""

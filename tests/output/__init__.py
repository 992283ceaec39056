"""Tests of the room that writes tables and charts."""

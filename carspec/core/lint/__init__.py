"""The deep check: claims that are suspicious though their file is sound, each with the proof."""

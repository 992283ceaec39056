"""The filter language: from what a person types to the vehicles that fit (docs/filter.md)."""

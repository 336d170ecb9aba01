"""Wherewithal: the open system for special educational needs and disability support in England."""

__version__ = "0.1.0"

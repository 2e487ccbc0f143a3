"""Tests of deliveries that an importer in Home Assistant imports."""

"""Seerr: who asked for what arrived, and a scan when something arrives."""

"""Anatomy and physiology as pure numpy functions."""

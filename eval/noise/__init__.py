"""Noise that parallel data brings along, made of other texts than anything was fitted on, and what of it is found."""

"""Labelled messages written for this project; ``scores.toml`` holds what the rules reach on them."""

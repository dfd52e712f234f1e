"""Whole stores of messages: scan them, measure the rules on labelled ones, report, compare, sample and label."""

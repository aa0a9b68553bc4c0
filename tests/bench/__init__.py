"""Figures: how fast labflow is beside what it is compared with, in one run on one machine. `bin/bench` prints them."""

"""The engine: from answers and a log to today's plan. Standard library only; no clock, no dice, no I/O, no words."""

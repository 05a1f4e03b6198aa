"""Where people who talk with residents rehearse it: what their turns do, and one thing to try."""

"""A rehearsal with a simulated resident: turns, branches, the debrief, and the styles side by side."""

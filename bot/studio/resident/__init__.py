"""A simulated resident: who it is, where a conversation with it stands, and how it replies."""

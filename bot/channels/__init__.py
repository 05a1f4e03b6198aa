"""See docs/architecture.md for what lives in bot.channels."""

"""What a resident, a front-door worker and a trainer go through, in a browser and over Telegram, everything at work."""

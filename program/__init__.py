"""What the front door opens: the parts put together, on Telegram or on the playground, and what is looked at first."""

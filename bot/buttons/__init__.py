"""Every button there is, one module per conversation."""

from bot.buttons.codec import BadButton, Button, button, registered, unpack

__all__ = ["BadButton", "Button", "button", "registered", "unpack"]

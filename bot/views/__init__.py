"""What people see, one module per noun. Functions from data and a viewer to a View; no I/O, no clock, no words."""

from bot.views.view import AskLocation, AskPeople, Document, Helper, Key, Link, Press, Rows, View, fit, press

__all__ = ["AskLocation", "AskPeople", "Document", "Helper", "Key", "Link", "Press", "Rows", "View", "fit", "press"]

"""Plain words that ask for what a command does: "help", "einstellungen", "mi agenda", "batal"."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from scheduling.words import LONGEST_ANSWER, fold


class Command(StrEnum):
    """What is asked for."""

    HELP = "help"
    SETTINGS = "settings"
    AGENDA = "agenda"
    NEW = "new"
    EXPORT = "export"
    DELETE = "delete"
    STOP = "stop"
    """To leave what is being asked or booked."""
    HELLO = "hello"
    THANKS = "thanks"


_SAID: Mapping[Command, tuple[str, ...]] = {
    Command.HELP: (
        "help|help me|what is this|what's this|what can you do|what do you do|who are you|how does this work|menu|info",
        "hilfe|hilf mir|was ist das|was kannst du|wer bist du|wie geht das|menü",
        "ayuda|ayúdame|qué es esto|qué puedes hacer|quién eres|cómo funciona|menú",
        "bantuan|bantu saya|ini apa|apa ini|kamu bisa apa|bisa apa|siapa kamu|bagaimana caranya",
    ),
    Command.SETTINGS: (
        "settings|setting|my settings|options|preferences|config|timezone|time zone|my timezone",
        "einstellungen|einstellung|optionen|zeitzone",
        "ajustes|configuración|opciones|preferencias|zona horaria",
        "pengaturan|setelan|setting saya|zona waktu",
    ),
    Command.AGENDA: (
        "agenda|my agenda|calendar|my calendar|schedule|my schedule|appointments|my appointments|my day|my week|"
        "upcoming|list|show my appointments|what's next|what is next",
        "kalender|mein kalender|termine|meine termine|terminkalender|was steht an",
        "mi agenda|calendario|mi calendario|citas|mis citas",
        "agenda saya|kalender saya|jadwal|jadwal saya|janji saya|daftar janji",
    ),
    Command.NEW: (
        "new|new appointment|book|book an appointment|make an appointment|schedule an appointment|schedule a meeting",
        "neu|neuer termin|termin machen|termin vereinbaren",
        "nueva cita|nuevo|hacer una cita|pedir cita",
        "baru|janji baru|buat janji|bikin janji",
    ),
    Command.EXPORT: (
        "export|export my data|my data",
        "exportieren|meine daten",
        "exportar|mis datos",
        "ekspor|data saya",
    ),
    Command.DELETE: (
        "delete my data|delete my account|delete me|forget me|delete everything",
        "lösche meine daten|meine daten löschen|konto löschen",
        "borra mis datos|borrar mis datos|borrar mi cuenta|elimina mis datos",
        "hapus data saya|hapus akun saya|hapus akun",
    ),
    Command.STOP: (
        "cancel|stop|quit|exit|abort|nevermind|never mind|forget it|discard|cancel it|cancel that",
        "abbrechen|abbruch|stopp|halt|vergiss es|verwerfen",
        "cancelar|para|parar|basta|olvídalo|descartar",
        "batal|batalkan|berhenti|gak jadi|nggak jadi|tidak jadi|buang",
    ),
    Command.HELLO: (
        "hi|hello|hey|hi there|hello there|good morning|good afternoon|good evening|good day",
        "hallo|moin|servus|guten tag|guten morgen|guten abend|grüß gott|grüezi",
        "hola|buenos días|buenas tardes|buenas noches|buenas|qué tal",
        "halo|hai|selamat pagi|selamat siang|selamat sore|selamat malam|permisi|apa kabar",
    ),
    Command.THANKS: (
        "thanks|thank you|thanks a lot|thank you very much|thx|ty|many thanks",
        "danke|danke schön|dankeschön|vielen dank|danke dir",
        "gracias|muchas gracias",
        "terima kasih|makasih|terimakasih|trims|terima kasih banyak",
    ),
}
"""What people say for each, in English, German, Spanish and Indonesian; everybody may use any of them."""

_BEGINS = (
    "what do i have|what have i got|what's on|show me my|show my",
    "was habe ich|was steht|zeig mir meine|zeige meine",
    "qué tengo|muéstrame mi|mis citas",
    "apa jadwal|jadwal saya|saya ada apa|apa saja janji",
)
"""How a question about what lies ahead begins, whatever day it is about."""

_DAYS = frozenset(("today", "tomorrow", "week", "month", "heute", "woche", "hoy", "semana", "hariini", "besok"))
"""As a command only: as words they are answers to the question for a day."""

_COURTESY = tuple(fold(word) for word in ("please", "bitte", "por favor", "tolong", "dong", "ya"))
_MARKS = " .,;:!?¡¿…"
_BARE = str.maketrans("áéíóú", "aeiou")
"""Spanish is as often typed without its accents."""

_MEANT = {
    fold(each).translate(_BARE): command
    for command, languages in _SAID.items()
    for said in languages
    for each in said.split("|")
}
_ABOUT_AHEAD = tuple(f"{fold(each).translate(_BARE)} " for said in _BEGINS for each in said.split("|"))


def read_command(text: str) -> Command | None:
    """What a text asks for that says nothing else; None for all others."""
    if len(text) > LONGEST_ANSWER or "@" in text:
        return None
    said = fold(text).strip(_MARKS).translate(_BARE)
    for each in _COURTESY:
        said = said.removesuffix(f" {each}").removeprefix(f"{each} ").strip(_MARKS)
    if said.startswith(_ABOUT_AHEAD):
        return Command.AGENDA
    return _MEANT.get(said)


def meant_by(typed: str) -> Command | None:
    """What an unknown command asks for ("today" of /today), by its name; None where that means nothing either."""
    said = fold(typed).replace("_", " ")
    return Command.AGENDA if said in _DAYS else read_command(said)

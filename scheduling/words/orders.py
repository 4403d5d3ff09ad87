"""How people order something of an appointment that stands, in English, German, Spanish and Indonesian."""

from __future__ import annotations

MOVE = (
    *("move", "reschedule", "postpone", "shift", "push", "push back", "bring forward"),
    *("verschiebe", "verschieb", "verlege", "verleg", "verschieben", "verlegen"),
    *("mueve", "mover", "cambia", "cambiar", "reprograma", "reprogramar", "aplaza", "aplazar", "pospón", "posponer"),
    *("pindahkan", "geser", "undurkan", "majukan", "tunda", "jadwal ulang"),
)
CANCEL = (
    *("cancel", "delete", "call off"),
    *("storniere", "storno", "streiche"),
    *("cancela", "cancelar", "anula", "anular"),
    *("batalkan",),
)
ADD = (
    *("add", "invite"),
    *("lade",),
    *("añade", "agrega", "invita"),
    *("tambahkan", "undang", "ajak"),
)
"""Of an appointment that stands only where it is named: "invite @bo to dinner" may be a new one."""

ALWAYS_LAST = {
    **dict.fromkeys(("absagen", "stornieren", "streichen", "canceln"), "cancel"),
    **dict.fromkeys(("verschieben", "verlegen"), "move"),
}
"""German verbs at the end of a line, and what they order."""

BEFOREHAND = (
    *("hey", "hi", "hello", "ok", "please", "can we", "can you", "could we", "could you", "can i", "could i"),
    *("let's", "lets", "we need to", "we have to", "i need to", "i have to", "i want to", "i would like to"),
    *("i'd like to", "we should", "we must"),
    *("bitte", "hallo", "kannst du", "können wir", "könntest du", "könnten wir"),
    *("por favor", "hola", "puedes", "podemos", "podrías", "vamos a", "quiero"),
    *("tolong", "halo", "mohon", "bisa", "bisakah", "boleh", "bisa tolong", "saya mau", "saya ingin"),
)
"""What is politely said before the verb."""

ARTICLES = (
    *("the", "my", "our", "das", "die", "den", "der", "dem", "mein", "meine", "meinen"),
    *("unser", "unsere", "unseren", "la", "el", "mi", "nuestra", "nuestro"),
)
IT = (
    *("it", "that", "this", "appointment", "meeting"),
    *("es", "ihn", "termin"),
    *("lo", "cita", "reunión"),
    *("itu", "ini", "janji", "rapat", "pertemuan", "janjinya", "rapatnya"),
)
"""What the one appointment is called by whoever has only one in mind."""

TOWARDS = frozenset(
    (
        *("to", "for", "at", "until", "till", "on", "in"),
        *("auf", "zu", "zum", "zur", "um"),
        *("a", "al", "para"),
        *("ke", "jadi", "pada"),
    )
)
"""What stands between the title and the time, or before the title to which somebody is added."""
ADDED_LAST = frozenset(("ein", "dazu", "hinzu"))
"""The second half of German verbs."""

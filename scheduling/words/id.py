"""Indonesian. "siang" and "malam" are left to the grammar: whether they pass noon depends on the hour."""

from __future__ import annotations

from scheduling.words.tables import Words

_WEEKDAYS = ("sen senin", "sel selasa", "rab rabu", "kam kamis", "jum jumat jum'at", "sab sabtu", "min minggu ahad")
_MONTHS = (
    "jan januari",
    "feb februari",
    "mar maret",
    "apr april",
    "mei",
    "jun juni",
    "jul juli",
    "agu ags agt agustus",
    "sep sept september",
    "okt oktober",
    "nov november nopember",
    "des desember",
)
_NUMBERS = "satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas"

WORDS = Words(
    weekdays={word: day for day, words in enumerate(_WEEKDAYS) for word in words.split()},
    months={word: month for month, words in enumerate(_MONTHS, 1) for word in words.split()},
    days={"hari ini": 0, "nanti": 0, "besok": 1, "esok": 1, "bsk": 1, "lusa": 2, "besok lusa": 2, "kemarin": -1},
    groups={
        "hari kerja": (0, 1, 2, 3, 4),
        "akhir pekan": (5, 6),
        "setiap hari": (0, 1, 2, 3, 4, 5, 6),
        "tiap hari": (0, 1, 2, 3, 4, 5, 6),
        "semua hari": (0, 1, 2, 3, 4, 5, 6),
    },
    clock={"tengah hari": 720, "tengah malam": 0},
    # "jam setengah 10" is 9:30.
    shifts={"jam": 0, "setengah": -30, "jam setengah": -30, "pukul setengah": -30},
    units={
        "m": 1,
        "mnt": 1,
        "menit": 1,
        "j": 60,
        "jam": 60,
        "sejam": 60,
        "hari": 1440,
        "sehari": 1440,
        "pekan": 10080,
        "seminggu": 10080,
    },
    numbers={
        "setengah": 0.5,
        "seperempat": 0.25,
        **{word: value for value, word in enumerate(_NUMBERS.split(), 1)},
        "dua belas": 12,
        "lima belas": 15,
        "dua puluh": 20,
        "tiga puluh": 30,
        "empat puluh": 40,
        "empat puluh lima": 45,
        "lima puluh": 50,
    },
    morning=frozenset({"am", "pagi"}),
    afternoon=frozenset({"pm", "sore"}),
    coming=frozenset(),
    this=frozenset(),
    within=frozenset({"dalam"}),
    off=frozenset({"libur", "cuti", "tutup", "tidak", "tidak ada", "mati", "off", "kosong"}),
    breaks=frozenset({"istirahat", "rehat"}),
    until=frozenset({"sampai", "hingga", "s/d", "sd"}),
    joiners=frozenset({"dan", "dengan", "sama"}),
    fillers=frozenset({"pada", "pukul", "pkl", "tanggal", "tgl", "dari", "untuk", "selama", "sekitar", "sebelum"}),
    suffixes=frozenset(),
    dotted=True,
)

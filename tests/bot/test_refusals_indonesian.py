"""Every expected no to a reader of Indonesian: the same story as in English, in one language from end to end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.turns import PopUp, Reply
from bot.views import refusals
from scheduling.refusals import Refusal
from tests.bot.test_refusals import BO, SAMPLES, turn
from texts import words

SAID = (
    "Janji berlangsung dari 5 menit sampai satu hari kerja. Berapa lama sebaiknya?",
    "Anda sibuk saat itu: <b>Stand-up</b>, Kam 5 Nov, 09.00–09.45 (Berlin). <b>Review</b> masih belum dijawab.",
    "Anda sibuk saat itu. <b>Review</b> masih belum dijawab.",
    "Review sudah dibatalkan. Rencananya pada Kam 5 Nov, 09.00 (Berlin).",
    "Tidak dihitung: itu untuk Kamis. Review sekarang pada Jum 6 Nov, 09.00 (Berlin). Silakan jawab waktu yang baru.",
    "Tidak dihitung: itu untuk 09.00. Review sekarang pada Kam 5 Nov, 11.00 (Berlin). Silakan jawab waktu yang baru.",
    "Tidak dihitung: Review sudah dipindahkan sejak itu. Sekarang pada Jum 6 Nov, 09.00 (Berlin). "
    "Silakan jawab waktu yang baru.",
    "Tombol ini untuk orang lain.",
    "Tombol ini untuk orang lain.",
    "Kam 5 Nov, 09.00 (Berlin) sudah lewat. Kapan sebaiknya? Ketik hari atau jam lain.",
    "Anda belum pernah bertemu Bo di sini, dan sehari Anda bisa mengundang paling banyak dua puluh orang seperti itu. "
    "Belum ada yang diundang. Keluarkan dia dulu, atau coba lagi mulai Rab 4 Nov, 01.00 (Berlin).",
    "Anda memblokir Ana, jadi undangan ini tetap tertutup. Mereka tidak diberi tahu bahwa Anda membuka tautannya.",
    "Review sudah selesai. Waktunya Kam 5 Nov, 09.00 (Berlin).",
    "Bo sudah tahu, jadi Review tetap dibatalkan.",
    "Jam itu sudah terisi lebih dulu, jadi Review tetap dibatalkan.",
    "<b>Review</b> tetap pada Kam 5 Nov, 09.00 (Berlin). Anda belum pernah bertemu Bo di sini, dan saya hanya lima "
    "kali sehari memberi tahu apakah suatu waktu cocok untuknya; tanyakan lagi besok.",
    "Itu lebih dari 50 orang, jumlah terbanyak untuk satu janji.",
)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [(refusal, said) for (refusal, _), said in zip(SAMPLES, SAID, strict=True)],
    ids=lambda each: type(each).__name__,
)
def test_what_a_tap_is_told(refusal: Refusal, said: str) -> None:
    tapped = replace(turn(tapped=True, viewer=replace(BO, language="id")), words=words("id"))
    answer = refusals.of(refusal, tapped)
    if isinstance(answer, PopUp):
        assert answer.text == said
    elif isinstance(answer, Reply):
        assert answer.popup == said
    else:
        assert answer.text == said

"""The language in which the bot writes: Telegram's, until somebody chooses one; and a story in Indonesian."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db import invitees
from program.roles import House
from scheduling.clock import MovableClock
from tests.chat import Chat, Phone
from tests.world import as_known, book


async def test_the_language_is_telegrams_until_one_is_chosen(chat: Chat, ana: Phone, house: House) -> None:
    ana.person.language_code = "pt-br"
    await ana.sends("/settings")
    assert (await as_known(house, "ana_lisbon")).language == "pt"
    ana.person.language_code = ""
    await ana.sends("/settings")
    assert (await as_known(house, "ana_lisbon")).language == "pt"
    await ana.taps("Language: English")
    await ana.taps("✓ English")
    ana.person.language_code = "id"
    await ana.sends("/settings")
    assert (await as_known(house, "ana_lisbon")).language == "en"
    assert ana.last.text == "Your settings. Tap what you want to change."


async def test_another_language_takes_two_taps_and_redraws_the_cards(
    ana: Phone, bo: Phone, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await book(house, "ana", "Review", "bo", "2026-11-06T09:00")
    await ana.chat.settle()
    invitation = bo.last
    assert invitation.text.splitlines()[0] == "Ana invites you to Review"
    await bo.sends("/settings")
    await bo.taps("Language: English")
    assert str(bo.last) == (
        "| In which language shall I write to you? I read what you type in it, too.\n"
        "| [✓ English] [Bahasa Indonesia] / [Back]"
    )
    await bo.taps("Bahasa Indonesia")
    assert str(bo.last) == (
        "| Dalam bahasa apa saya menulis kepada Anda? Tulisan Anda juga saya baca dalam bahasa itu.\n"
        "| [English] [✓ Bahasa Indonesia] / [Kembali]"
    )
    redrawn = next(message for message in bo.messages if message.id == invitation.id)
    assert str(redrawn) == (
        "| Ana mengundang Anda ke Review\n"
        "| Jum 6 Nov, 10.00–10.30 (Berlin)\n"
        "| Lisbon 09.00\n"
        "| Hari itu Anda tidak punya janji lain.\n"
        "| [Terima] [Mungkin] [Tolak] / [Waktu lain]"
    )
    await bo.sends("/free @ana_lisbon 45 mnt kam")
    assert bo.last.text.splitlines()[0] == (
        "Anda dan Ana sama-sama luang selama 45 mnt (Berlin). Ketuk satu nomor untuk membuat janji di situ."
    )

    async def broken(*args: object, **given: object) -> object:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(invitees, "acquaintances", broken)
    await bo.sends("/help")
    assert bo.last.text.startswith("Itu tidak berhasil, dan tidak ada yang berubah. Coba lagi;")


async def test_one_appointment_in_two_languages(chat: Chat, house: House, ana: Phone, clock: MovableClock) -> None:
    """Chen, who works from Jakarta with an old phone in Indonesian, meets Ana, who reads English."""
    chen = chat.phone("chen")
    chen.person.language_code = "in"
    await chen.sends("/start")
    assert str(chen.last) == (
        "| Saya mengatur janji temu dengan siapa pun di zona waktu mana pun: tulis satu baris, ketuk sekali.\n"
        "| Jam berapa sekarang di tempat Anda? Lalu semua bisa saya tunjukkan dalam jam Anda.\n"
        "| [21.05 Jakarta] [22.05 Makassar] / [23.05 Jayapura] [Kota lain]"
    )
    await chen.taps("21.05 Jakarta")
    assert str(chen.last) == (
        "| Halo Chen. Sekarang pukul 21.05 di Jakarta. Tulis satu baris, selebihnya urusan saya:\n"
        "| Ngopi besok 10.00\n"
        "| [Janji baru] [Agenda] / [Pengaturan] [Bantuan] / [Libur tanggal merah: Indonesia]"
    )
    await chen.sends("Tinjauan dengan @ana_lisbon Kam 15.00 45 menit")
    assert str(chen.last) == (
        "| Tinjauan\n| Kam 5 Nov, 15.00–15.45 (Jakarta)\n| Lisbon 08.00\n| Ana bisa.\n| [Jadwalkan] / [Ubah] [Buang]"
    )
    await chen.taps("Jadwalkan")
    booked = chen.last
    assert str(booked) == (
        "| Terjadwal, dan Ana sudah diundang. Tinjauan\n"
        "| Kam 5 Nov, 15.00–15.45 (Jakarta)\n"
        "| Lisbon 08.00\n"
        "| Ana: belum menjawab\n"
        "| [Pindahkan] [Ubah] [Batalkan] / [Ke kalender saya]"
    )
    assert str(ana.last) == (
        "| Chen invites you to Tinjauan\n"
        "| Thu 5 Nov, 08:00–08:45 (Lisbon)\n"
        "| Jakarta 15:00\n"
        "| You have nothing else that day.\n"
        "| [Accept] [Maybe] [Decline] / [Another time]"
    )
    await ana.taps("Accept")
    assert str(chen.last) == ("| Ana menerima Tinjauan, Kam 5 Nov, 15.00 (Jakarta). Semua sudah menjawab.\n| [Buka]")
    clock.advance(timedelta(days=1, hours=17, minutes=40))
    await house.settled()
    assert str(chen.last) == (
        "| 15 menit lagi: Tinjauan\n"
        "| Kam 5 Nov, 15.00–15.45 (Jakarta)\n"
        "| Dengan Ana\n"
        "| [Di jalan] [Telat 10mnt] / [Buka] [Lagi 5 menit]"
    )
    await ana.taps("10 min late")
    assert chen.last.text == ("Ana akan terlambat sekitar 10 menit untuk Tinjauan, Kam 5 Nov: sekitar 15.10 (Jakarta).")
    await chen.taps("Batalkan", on=booked)
    assert str(chen.touched) == (
        "| Batalkan Tinjauan, Kam 5 Nov, 15.00 (Jakarta)? Ana akan diberi tahu.\n"
        "| [Batalkan] [Dengan alasan] / [Pertahankan]"
    )
    await chen.taps("Batalkan", on=chen.touched)
    assert str(chen.touched) == "| Dibatalkan. Ana akan tahu dalam 30 detik.\n| [Urungkan] [Buat lagi]"
    clock.advance(timedelta(seconds=31))
    await house.settled()
    assert str(ana.last) == "| Chen cancelled Tinjauan, Thu 5 Nov, 08:00–08:45 (Lisbon).\n| [Suggest a time]"
    assert str(chen.touched) == "| Anda membatalkan Tinjauan, Kam 5 Nov, 15.00–15.45 (Jakarta).\n| [Buat lagi]"

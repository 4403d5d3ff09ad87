# Words that every conversation shares. How catalogues are written stands in the English one. Indonesian has one plural
# form; where English has a form of its own for few people, so has it here. "Anda" speaks to the reader.

## Lengths of time

length-minutes = { $minutes } mnt
length-hours = { $hours } jam
length-days =
    { $days ->
       *[other] { $days } hari
    }
just-now = baru saja

## Answers, after a name: "Bo: menerima". The first five bear the names of RFC 5545's PARTSTAT and of our roles

answer-accepted = menerima
answer-tentative = mungkin
answer-declined = menolak
answer-needs-action = belum menjawab
answer-organizer = penyelenggara
answer-asked-again = ditanya lagi
answer-not-reached = belum terhubung

# Dari beberapa orang hanya sebagian yang dibutuhkan, siapa pun.
needed-some =
    { $count ->
        [1] Dibutuhkan salah satu dari { $names }.
       *[other] Dibutuhkan { $count } orang mana saja dari { $names }.
    }

you = Anda

## Buttons that more than one conversation has

button-accept = Terima
button-agenda = Agenda
button-another-time = Waktu lain
button-back = Kembali
button-cancel-it = Batalkan
button-decline = Tolak
button-discard = Buang
button-done = Selesai
button-edit = Ubah
button-help = Bantuan
button-later = Berikutnya
button-maybe = Mungkin
button-move = Pindahkan
button-new-appointment = Janji baru
button-next = Lanjut
button-no = Tidak
button-open = Buka
button-settings = Pengaturan
button-undo = Urungkan
button-yes = Ya

## When something failed that should not have

our-fault = Itu tidak berhasil, dan tidak ada yang berubah. Coba lagi; jika gagal dua kali, pengelola bot bisa mencari { $incident }.
button-try-again = Coba lagi

## When a server is away for longer than a moment

outage-tapped = Ada bagian saya yang sedang terganggu sebentar. Ketukan Anda sudah saya terima dan saya kerjakan secepatnya; Anda juga boleh mengetuknya lagi.
outage-typed = Ada bagian saya yang sedang terganggu sebentar. Tulisan Anda sudah saya terima, dan saya jawab secepatnya.
answer-lost-tapped = Ketukan Anda sudah dikerjakan, tetapi jawaban saya hilang di jalan. Ketuk lagi untuk melihat keadaannya: tidak ada yang dikerjakan dua kali.
answer-lost-typed = Tulisan Anda sudah saya baca, tetapi jawaban saya hilang di jalan. Lihat /agenda untuk keadaannya, atau tulis sekali lagi.

## When somebody sends more than anybody can read

slow-down = Pelan-pelan dulu: yang datang terlalu cepat saya lewati. Tunggu sepuluh detik, lalu lanjutkan.

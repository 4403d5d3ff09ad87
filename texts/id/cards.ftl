# The cards of appointments and everything one does on them. Keys begin with "card-".

## The first line

card-title = <b>{ $title }</b>
card-moved = Dipindahkan. <b>{ $title }</b>
card-invites = { $name } mengundang Anda ke <b>{ $title }</b>
card-asks-again = { $name } memindahkan <b>{ $title }</b>
card-accepted = Anda menerima <b>{ $title }</b>
card-tentative = Anda menjawab mungkin untuk <b>{ $title }</b>
card-declined = Anda menolak <b>{ $title }</b>
card-over = <b>{ $title }</b> sudah selesai
card-cancelled = { $name } membatalkan <b>{ $title }</b>, { $when }.
card-cancelled-why = { $name } membatalkan <b>{ $title }</b>, { $when }: "{ $reason }".
card-cancelled-own = Anda membatalkan <b>{ $title }</b>, { $when }.

## The lines below it

card-was = { $when }, sebelumnya { $was }
card-place = Tempat: { $place }
card-notes = Catatan: { $note }
card-with = Dengan { $names }.
card-invited-with = { $name } mengundang Anda dan { $names }.
card-invited = { $name } mengundang Anda.
card-answered = { $name } ({ $answer })
card-answer = { $name }: { $answer }
card-answer-before = { $answer } ({ $before } { $weekday })
card-answer-because = { $answer } ("{ $reason }")
card-answer-optional = { $answer }, opsional
card-you-optional = Kehadiran Anda opsional: janji ini tetap berlangsung tanpa Anda.
card-you-any = Anda salah satu dari { $count } orang; dari mereka dibutuhkan { $need } orang mana saja.
card-count = { $answer }: { $count }
card-your-yes =
    { $by ->
        [clock] Anda menerima untuk pukul { $old }. Bisakah Anda datang pukul { $new }?
       *[day] Anda menerima untuk { $old }. Bisakah Anda datang pada { $new }?
    }
card-your-maybe =
    { $by ->
        [clock] Anda menjawab mungkin untuk pukul { $old }. Bisakah Anda datang pukul { $new }?
       *[day] Anda menjawab mungkin untuk { $old }. Bisakah Anda datang pada { $new }?
    }
card-your-no =
    { $by ->
        [clock] Anda menolak untuk pukul { $old }. Bisakah Anda datang pukul { $new }?
       *[day] Anda menolak untuk { $old }. Bisakah Anda datang pada { $new }?
    }
card-day-free = Hari itu Anda tidak punya janji lain.
card-day-clash = Anda sibuk saat itu: { $title }, { $clocks }.
card-day-before = Hari itu Anda ada { $title } sampai { $end }, lalu tidak ada apa-apa.
card-day-after = Hari itu Anda tidak ada apa-apa sampai { $start }, lalu { $title }.
card-day-both = Hari itu Anda ada { $title } sampai { $end }, lalu tidak ada apa-apa sampai { $start }.
card-outside-after = Ini selesai { $length } setelah jam kerja Anda.
card-outside-before = Ini mulai { $length } sebelum jam kerja Anda.
card-outside-break = { $length } dari ini adalah jam istirahat Anda.
card-outside = Ini pukul { $time } bagi Anda ({ $city }), di luar jam kerja Anda.
card-remind = Saya akan mengingatkan Anda { $when }.
card-remind-more = Saya akan mengingatkan Anda { $when }, dan { $last }.
card-remind-on = pada { $when }
card-remind-before = { $length } sebelumnya
card-hours = Anda bisa diajak janji { $hours }.

## Answering

card-declines = Anda menolak <b>{ $title }</b>. { $name } akan tahu dalam { $seconds } detik.
card-reason-asked = Mengapa Anda tidak bisa datang ke <b>{ $title }</b>? { $name } akan membacanya. Ketik saja.
card-reason-kept = Anda menolak <b>{ $title }</b>: "{ $reason }". { $name } menerimanya bersama jawaban Anda.
card-comment-asked = Apa yang ingin Anda sampaikan bersama jawaban untuk <b>{ $title }</b>? Semua peserta akan membacanya. Ketik saja.
card-comment-kept = { $headline }: "{ $comment }"
card-change-asked = { $headline }. Ubah jawaban Anda?
card-cannot-come = Tolak <b>{ $title }</b>, atau minta waktu lain?
card-cannot-come-only = Tolak <b>{ $title }</b>?

## Calling off

card-cancel-asked = Batalkan <b>{ $title }</b>, { $when }?
card-cancel-asked-told = Batalkan <b>{ $title }</b>, { $when }? { $names } akan diberi tahu.
card-cancel-reason-asked =
    { $count ->
       *[other] Mengapa <b>{ $title }</b> dibatalkan? { $names } akan membacanya. Ketik saja.
    }
card-cancels = Dibatalkan. { $names } akan tahu dalam { $seconds } detik.
card-cancels-why = Dibatalkan: "{ $reason }". { $names } akan tahu dalam { $seconds } detik.
card-cancels-alone = Dibatalkan.

## Moving and editing

card-move-asked =
    { $count ->
        [0] Pindahkan <b>{ $title }</b> ke kapan? Sekarang: { $when }. Cukup banyak orang bisa pada jam-jam ini. Atau ketik: jum 8.00
        [1] Pindahkan <b>{ $title }</b> ke kapan? Sekarang: { $when }. Anda bisa pada jam-jam ini. Atau ketik: jum 8.00
        [2] Pindahkan <b>{ $title }</b> ke kapan? Sekarang: { $when }. Keduanya bisa pada jam-jam ini. Atau ketik: jum 8.00
        [3] Pindahkan <b>{ $title }</b> ke kapan? Sekarang: { $when }. Ketiganya bisa pada jam-jam ini. Atau ketik: jum 8.00
       *[other] Pindahkan <b>{ $title }</b> ke kapan? Sekarang: { $when }. Semua { $count } orang bisa pada jam-jam ini. Atau ketik: jum 8.00
    }
card-move-none =
    { $count ->
        [0] Pindahkan <b>{ $title }</b> ke kapan? Sekarang: { $when }. Saya tidak menemukan waktu yang cocok untuk cukup banyak orang. Ketik satu: jum 8.00
       *[other] Pindahkan <b>{ $title }</b> ke kapan? Sekarang: { $when }. Saya tidak menemukan waktu yang cocok untuk semua. Ketik satu: jum 8.00
    }
card-move-unsuitable = <b>{ $title }</b> tetap pada { $when }: waktu yang lain tidak cocok untuk { $names }. { $then }
card-move-all-can =
    { $count ->
        [0] Cukup banyak orang bisa pada:
        [1] Anda bisa pada:
        [2] Keduanya bisa pada:
        [3] Ketiganya bisa pada:
       *[other] Semua { $count } orang bisa pada:
    }
card-move-day = Pindahkan <b>{ $title }</b> ke hari apa? Sekarang: { $when }. Ketuk satu, atau ketik: jum 8.00
card-move-time =
    { $count ->
        [0] Pindahkan <b>{ $title }</b> ke { $day }. Jam berapa ({ $city })? Pada jam-jam ini cukup banyak orang bisa. Atau ketik: 14.15
        [1] Pindahkan <b>{ $title }</b> ke { $day }. Jam berapa ({ $city })? Pada jam-jam ini Anda bisa. Atau ketik: 14.15
        [2] Pindahkan <b>{ $title }</b> ke { $day }. Jam berapa ({ $city })? Pada jam-jam ini keduanya bisa. Atau ketik: 14.15
        [3] Pindahkan <b>{ $title }</b> ke { $day }. Jam berapa ({ $city })? Pada jam-jam ini ketiganya bisa. Atau ketik: 14.15
       *[other] Pindahkan <b>{ $title }</b> ke { $day }. Jam berapa ({ $city })? Pada jam-jam ini semua { $count } orang bisa. Atau ketik: 14.15
    }
card-move-wished =
    { $count ->
        [0] Pindahkan <b>{ $title }</b>? Sekarang: { $when }. Cukup banyak orang bisa.
        [1] Pindahkan <b>{ $title }</b>? Sekarang: { $when }. Anda bisa.
       *[other] Pindahkan <b>{ $title }</b>? Sekarang: { $when }. Semua bisa.
    }
card-edit-asked = Apa yang berubah pada <b>{ $title }</b>? Jawaban semua orang tetap berlaku.
card-edit-title = Apa judulnya? Sekarang: <b>{ $title }</b>. Ketik saja.
card-edit-place =
    { $known ->
        [yes] Di mana <b>{ $title }</b>? Sekarang: { $now }. Ketik saja; tautan menjadi [Gabung] di pengingat.
       *[no] Di mana <b>{ $title }</b>? Ketik saja; tautan menjadi [Gabung] di pengingat.
    }
card-edit-note =
    { $known ->
        [yes] Apa yang perlu dibaca semua orang tentang <b>{ $title }</b>? Sekarang: { $now }. Ketik saja.
       *[no] Apa yang perlu dibaca semua orang tentang <b>{ $title }</b>? Ketik saja.
    }
card-edit-long = Itu { $count } karakter; paling banyak { $limit }. Tolong lebih pendek.
card-edit-unread = Di sini saya hanya bisa membaca teks. Ketik saja, atau kembali.

button-accept-anyway = Tetap terima
button-change-answer = Ubah jawaban
button-change-hours = Ubah jam kerja
button-add-reason = Tambah alasan
button-add-comment = Tambah komentar
button-with-reason = Dengan alasan
button-to-calendar = Ke kalender saya
calendar-file = janji
button-keep-it = Pertahankan
button-book-again = Buat lagi
button-move-to = Pindah ke { $when }
button-pick-day = Pilih hari
button-send-link = Kirim tautan
button-send-link-to = Kirim tautan ke { $name }
button-open-title = Buka { $title }
button-back-to-agenda = Ke agenda

## Reminders of one appointment

card-reminders = Pengingat <b>{ $title }</b>, hanya untuk Anda.
card-reminders-none = Tidak ada pengingat yang akan datang.
button-own-reminders = Pengingat
button-as-usual = Biasanya

## Lines that order something of an appointment

order-which = Yang mana?
order-not-yours = { $name } yang mengatur <b>{ $title }</b>.
button-which = { $title }, { $when }

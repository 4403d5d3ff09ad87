# Messages that come because of somebody else, or because time passes.

## Reminders

reminder-soon = { $time } lagi: <b>{ $title }</b>
reminder-now = Sekarang: <b>{ $title }</b>
reminder-today = Hari ini: <b>{ $title }</b>, { $when }.
reminder-tomorrow = Besok: <b>{ $title }</b>, { $when }.
reminder-ahead = { $time } lagi: <b>{ $title }</b>, { $when }.
reminder-late = Pengingat terlambat: <b>{ $title }</b> dimulai { $ago }, { $when }.
reminder-with = Dengan { $people }
reminder-with-at = Dengan { $people }, { $place }
reminder-at = { $place }
reminder-around = { $around }.
reminder-unanswered = Anda belum menjawab.
button-cannot-come = Tidak bisa
button-snooze = Lagi 5 menit
button-join = Gabung
snoozed = Saya akan mengingatkan Anda lagi tentang { $title } dalam 5 menit.
snooze-too-late = { $title } mulai kurang dari 5 menit lagi.

## Moved

notice-moved-below = { $title } dipindahkan, lihat di bawah.

notice-removed = { $organizer } tidak lagi memerlukan Anda untuk <b>{ $title }</b>, { $when }.
notice-removed-plain = { $organizer } tidak lagi memerlukan Anda untuk <b>{ $title }</b>.
notice-removed-below = Anda tidak lagi diperlukan untuk ini.

## Called off

notice-cancelled = { $organizer } membatalkan <b>{ $title }</b>, { $when }.
notice-cancelled-because = { $organizer } membatalkan <b>{ $title }</b>, { $when }: "{ $reason }".

## What the organizer hears

notice-accepted = { $people } menerima <b>{ $title }</b>, { $when }.
notice-tentative = { $people } menjawab mungkin untuk <b>{ $title }</b>, { $when }.
notice-declined = { $people } menolak <b>{ $title }</b>, { $when }.
notice-declined-because = { $people } menolak <b>{ $title }</b>, { $when }: "{ $reason }".
notice-too-few = Sekarang terlalu sedikit yang bisa datang.
notice-also-tentative = { $people } menjawab mungkin.
notice-also-declined = { $people } menolak.
notice-opened = { $people } membuka undangan ke <b>{ $title }</b>, { $when }.
notice-also-opened = { $people } membuka undangan.
notice-comment = { $person }: "{ $comment }".
button-find-time = Cari waktu lain
notice-waiting =
    { $n ->
       *[other] { $people } belum menjawab.
    }
notice-all-answered = Semua sudah menjawab.
notice-blocked = { $person } menghentikan bot ini, jadi saya tidak bisa menulis kepadanya. <b>{ $title }</b>, { $when }, tetap berlaku: tolong beri tahu sendiri.
notice-gone = { $person } sudah meninggalkan Telegram. <b>{ $title }</b>, { $when }, tetap berlaku tanpanya.
notice-undelivered = Telegram tidak menerima pesan saya kepada { $person } tentang <b>{ $title }</b>, { $when }. Janji ini tetap berlaku: tolong beri tahu sendiri.
notice-unknown = Saya tidak bisa menghubungi { $person }: bot ini belum dibukanya. <b>{ $title }</b>, { $when }, tetap berlaku: tolong beri tahu sendiri.

## After a stop

notice-away = Saya sempat tidak aktif. Jika Anda menekan tombol sejak itu, tolong tekan sekali lagi.

# Another time: what an attendee asks for, and what the organizer does with it. Keys begin with "proposal-".

proposal-asked =
    { $count ->
        [0] Waktu lain untuk <b>{ $title }</b>? Sekarang: { $when }. Cukup banyak orang bisa pada jam-jam ini. Atau ketik: jum 8.00
        [2] Waktu lain untuk <b>{ $title }</b>? Sekarang: { $when }. Keduanya bisa pada jam-jam ini. Atau ketik: jum 8.00
        [3] Waktu lain untuk <b>{ $title }</b>? Sekarang: { $when }. Ketiganya bisa pada jam-jam ini. Atau ketik: jum 8.00
       *[other] Waktu lain untuk <b>{ $title }</b>? Sekarang: { $when }. Semua { $count } orang bisa pada jam-jam ini. Atau ketik: jum 8.00
    }
proposal-none =
    { $count ->
        [0] Waktu lain untuk <b>{ $title }</b>? Sekarang: { $when }. Saya tidak menemukan waktu yang cocok untuk cukup banyak orang. Ketik satu: jum 8.00
       *[other] Waktu lain untuk <b>{ $title }</b>? Sekarang: { $when }. Saya tidak menemukan waktu yang cocok untuk semua. Ketik satu: jum 8.00
    }
proposal-wished =
    { $count ->
        [0] Minta waktu lain untuk <b>{ $title }</b>? Sekarang: { $when }. Cukup banyak orang bisa.
       *[other] Minta waktu lain untuk <b>{ $title }</b>? Sekarang: { $when }. Semua bisa.
    }
proposal-unsuitable =
    { $count ->
        [0] { $when } tidak cocok untuk cukup banyak orang.
       *[other] { $when } tidak cocok untuk semua.
    }
proposal-unread = Saya tidak bisa membaca "{ $text }" sebagai hari dan jam.
proposal-same = Itu memang waktu <b>{ $title }</b> sekarang.
proposal-sent = { $name } tahu bahwa Anda meminta { $wish }. Sampai dijawab, <b>{ $title }</b> tetap pada { $when }.
proposal-request =
    { $count ->
        [0] { $name } meminta waktu lain untuk <b>{ $title }</b>: { $wish }. Cukup banyak orang bisa. Sekarang: { $when }.
        [2] { $name } meminta waktu lain untuk <b>{ $title }</b>: { $wish }. Keduanya bisa. Sekarang: { $when }.
        [3] { $name } meminta waktu lain untuk <b>{ $title }</b>: { $wish }. Ketiganya bisa. Sekarang: { $when }.
       *[other] { $name } meminta waktu lain untuk <b>{ $title }</b>: { $wish }. Semua { $count } orang bisa. Sekarang: { $when }.
    }
proposal-request-plain = { $name } meminta waktu lain untuk <b>{ $title }</b>: { $wish }. Sekarang: { $when }.
proposal-requests = Ada permintaan waktu lain untuk <b>{ $title }</b>. Sekarang: { $when }.
proposal-request-line = { $names }: { $wish }
proposal-gone = Sudah tidak ada yang meminta waktu itu.
proposal-kept-own = <b>{ $title }</b> tetap. { $names } akan diberi tahu.
proposal-kept = { $name } mempertahankan <b>{ $title }</b> pada { $when }.
proposal-lapsed-moved = Anda meminta { $wish } untuk <b>{ $title }</b>. Sementara itu janji ini dipindahkan, jadi permintaan Anda tidak berlaku lagi.
proposal-lapsed-begun = Anda meminta { $wish } untuk <b>{ $title }</b>. { $name } tidak menjawab; janji ini mulai sekarang.
proposal-taken = { $name } memindahkan <b>{ $title }</b>, sesuai permintaan Anda
proposal-wished-too = Waktu lain untuk <b>{ $title }</b>? Sekarang: { $when }.
proposal-wished-line = { $names } bisa pada: { $wish }
proposal-others-asked =
    { $count ->
       *[other] { $names } ditanya apakah itu juga cocok.
    }

button-ask-everybody = Tanya semua
button-ask-for = Minta { $when }
button-ask-for-anyway = Tetap minta { $when }
button-keep-day = Tetap { $day }
button-suggest-time = Usulkan waktu

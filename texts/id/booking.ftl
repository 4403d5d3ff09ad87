# Booking, by steps (/new) and by one line. Keys begin with "booking-", its own buttons with "button-".

## What is booked, as every step calls it

booking-what =
    { $titled ->
        [no]
            { $count ->
                [0] janji tanpa judul
               *[other] janji tanpa judul dengan { $names }
            }
       *[yes]
            { $count ->
                [0] <b>{ $title }</b>
               *[other] <b>{ $title }</b> dengan { $names }
            }
    }
# In its place where a sentence begins with it, and it has no title yet.
booking-untitled =
    { $count ->
        [0] Janji baru
       *[other] Janji baru dengan { $names }
    }
booking-others = { $count } orang lain

## Title

booking-title-asked = { $what }. Tentang apa? Ketik saja.
booking-title-known = Tentang apa? Sekarang: <b>{ $title }</b>. Ketik saja.
booking-title-long = Itu { $count } karakter; judul paling panjang { $limit }.
booking-title-empty = Saya tidak menemukan judul di situ.

## People

booking-people-asked = { $what }. Siapa yang diundang? Ketuk, atau ketik @nama.
booking-people-link =
    { $count ->
        [1] { $names } belum membuka bot ini. Anda akan mendapat tautan untuk dikirim.
       *[other] { $names } belum membuka bot ini. Anda akan mendapat beberapa tautan untuk dikirim.
    }
booking-people-optional = Yang opsional tidak menghalangi jadwal. Ketuk sekali lagi untuk mengeluarkannya.
booking-people-some = Hanya sebagian yang dibutuhkan? Ketik misalnya: 2 dari @ana @bo @chen.
booking-people-choice =
    { $need ->
        [0] Harus ada yang dibutuhkan: sekarang semuanya dibutuhkan. Yang tidak harus datang bisa opsional.
       *[other] Anda menyebut { $count } orang, jadi tidak mungkin { $need } dari mereka dibutuhkan: sekarang semuanya dibutuhkan.
    }
booking-people-self = Anda memang sudah ikut.
booking-people-bot = { $name } adalah bot, dan bot tidak datang ke janji temu.
booking-people-twice = { $names } sudah ikut.
booking-people-unread = Saya tidak tahu siapa "{ $text }". Ketik @nama, atau pilih dari kontak Anda.
booking-people-no-account = Kontak { $name } tidak punya akun Telegram yang bisa saya lihat. Ketik @nama saja.
booking-people-many = Paling banyak { $limit } orang, termasuk Anda.
booking-contacts-asked = Pilih paling banyak { $limit } orang.
button-just-me = Saya saja
button-from-contacts = Dari kontak saya
button-choose-contacts = Pilih dari kontak saya
button-chosen = ✓ { $name }
button-chosen-optional = ✓ { $name }, opsional

## Day

booking-day-asked = { $what }. Hari apa?
booking-day-dots =
    { $count ->
        [0] Titik: sudah lewat, atau tidak ada waktu saat cukup banyak orang bisa.
        [1] Titik: sudah lewat, atau tidak ada waktu saat Anda bisa.
        [2] Titik: sudah lewat, atau tidak ada waktu saat keduanya bisa.
        [3] Titik: sudah lewat, atau tidak ada waktu saat ketiganya bisa.
       *[other] Titik: sudah lewat, atau tidak ada waktu saat semua { $count } orang bisa.
    }
booking-day-over = { $day } sudah lewat.
booking-day-off = Anda tidak bekerja pada { $day }.
booking-day-off-typed = Anda tidak bekerja pada { $day }. Kalau tetap mau, ketik dengan jamnya: { $day } 10.00
booking-day-full =
    { $count ->
        [0] Pada { $day } tidak ada { $length } saat cukup banyak orang bisa.
        [1] Pada { $day } tidak ada { $length } saat Anda bisa.
        [2] Pada { $day } tidak ada { $length } saat keduanya bisa.
        [3] Pada { $day } tidak ada { $length } saat ketiganya bisa.
       *[other] Pada { $day } tidak ada { $length } saat semua { $count } orang bisa.
    }
booking-day-legend = Ketuk satu hari; ‹ dan › menampilkan bulan lain. Anda juga bisa mengetik: kam, besok, 5 Nov.
booking-month-over = Bulan itu sudah lewat.
booking-month-far = Saya membuat janji sampai setahun ke depan.
booking-day-none = Hari itu tidak ada di kalender mana pun.
booking-day-which = Hari yang mana maksud Anda?
booking-day-unread = Saya tidak bisa membaca "{ $text }" sebagai hari. Ketuk satu, atau ketik misalnya: kam, besok, 5 Nov.

## Length and time

booking-time-asked = { $what }, { $day }. Berapa lama, dan jam berapa ({ $city })?
booking-time-free =
    { $count ->
        [0] Pada jam-jam ini cukup banyak orang bisa.
        [1] Pada jam-jam ini Anda bisa.
        [2] Pada jam-jam ini keduanya bisa.
        [3] Pada jam-jam ini ketiganya bisa.
       *[other] Pada jam-jam ini semua { $count } orang bisa.
    }
booking-time-free-clocks =
    { $count ->
        [0] Pada jam-jam ini cukup banyak orang bisa; { $clocks }.
        [1] Pada jam-jam ini Anda bisa; { $clocks }.
        [2] Pada jam-jam ini keduanya bisa; { $clocks }.
        [3] Pada jam-jam ini ketiganya bisa; { $clocks }.
       *[other] Pada jam-jam ini semua { $count } orang bisa; { $clocks }.
    }
booking-clock-ahead = { $city } lebih cepat { $length }
booking-clock-behind = { $city } lebih lambat { $length }
booking-time-none =
    { $count ->
        [0] Hari itu tidak ada { $length } yang cocok untuk cukup banyak orang.
        [1] Hari itu tidak ada { $length } yang cocok untuk Anda.
        [2] Hari itu tidak ada { $length } yang cocok untuk keduanya.
        [3] Hari itu tidak ada { $length } yang cocok untuk ketiganya.
       *[other] Hari itu tidak ada { $length } yang cocok untuk semua { $count } orang.
    }
booking-time-unknown = Untuk { $names } saya tidak bisa memeriksanya.
booking-time-type = Atau ketik: 14.15, 50 mnt.
booking-time-over = { $when } sudah lewat. Kapan <b>{ $title }</b>?
booking-noted = Saya catat: { $what }.
booking-time-noted =
    { $count ->
        [1] Jam { $time } sudah saya catat, harinya belum.
       *[other] Salah satu dari jam { $time } sudah saya catat, harinya belum.
    }
booking-time-no-such = Tidak ada { $time }.
booking-time-unread = Saya tidak bisa membaca "{ $text }" sebagai jam. Ketuk satu, atau ketik misalnya: 14.15, 50 mnt.
booking-time-half = { $day } pukul { $first } atau { $second }?
booking-time-skipped = Malam itu di { $city } jam dimajukan dari { $before } ke { $after }, jadi { $time } tidak ada. Pilih:
booking-time-twice = Malam itu di { $city } jam dimundurkan, jadi { $time } datang dua kali. Yang mana?
booking-length-asked =
    { $titled ->
        [yes] Berapa lama <b>{ $title }</b>? Dari 5 menit sampai satu hari kerja.
       *[no] Berapa lama? Dari 5 menit sampai satu hari kerja.
    }
booking-length-limits = Lamanya dari 5 menit sampai satu hari kerja.
booking-read-as = "{ $written }" saya baca sebagai { $meant }.
booking-unread = Saya tidak mengerti "{ $text }".
button-earlier = Sebelumnya
button-tomorrow-at = Besok { $time }
button-marked = • { $label }
button-first-of-two = { $time }, pertama
button-second-of-two = { $time }, kedua

## Place and notes

booking-place-asked = { $what }. Di mana? Ketik saja; tautan menjadi [Gabung] di pengingat.
booking-place-known = { $what }. Di mana? Sekarang: { $place }. Ketik saja.
booking-place-long = Itu { $count } karakter; tempat paling panjang { $limit }.
booking-notes-asked = { $what }. Apa yang perlu dibaca semua orang? Ketik saja.
booking-notes-known = { $what }. Apa yang perlu dibaca semua orang? Sekarang: { $note }. Ketik saja.
booking-notes-long = Itu { $count } karakter; catatan paling panjang { $limit }.
button-no-place = Tanpa tempat
button-no-notes = Tanpa catatan

## The card

booking-place = Tempat: { $place }
booking-notes = Catatan: { $note }
booking-free-you = Anda bisa.
booking-free-one = { $names } bisa.
booking-free-some = { $names } bisa.
booking-free-all = Semua bisa.
booking-not-opened =
    { $count ->
        [1] { $names } belum membuka bot ini, jadi saya tidak bisa memeriksa waktunya atau menulis lebih dulu. Anda akan mendapat tautan untuk dikirim.
       *[other] { $names } belum membuka bot ini, jadi saya tidak bisa memeriksa waktu mereka atau menulis lebih dulu. Anda akan mendapat beberapa tautan untuk dikirim.
    }
booking-not-writable =
    { $count ->
        [1] Saat ini saya tidak bisa menulis kepada { $names }. Anda akan mendapat tautan untuk dikirim.
       *[other] Saat ini saya tidak bisa menulis kepada { $names }. Anda akan mendapat beberapa tautan untuk dikirim.
    }
booking-hours-unknown =
    { $count ->
        [1] { $names } belum memberi tahu kotanya, jadi saya tidak bisa memeriksa waktunya.
       *[other] { $names } belum memberi tahu kota mereka, jadi saya tidak bisa memeriksa waktu mereka.
    }
booking-soft =
    { $count ->
       *[other] { $names } belum memutuskan undangan lain pada jam itu.
    }
booking-soft-you = Anda belum memutuskan undangan lain pada jam itu.
booking-optional =
    { $count ->
       *[other] { $names } opsional.
    }
booking-optional-misses = Opsional, dan tidak akan ikut: { $line }
booking-misses = Tidak akan ikut: { $line }
booking-misses-unsuited = { $name } tidak akan ikut.
button-book = Jadwalkan
button-book-link = Jadwalkan, beri tautan
button-book-links = Jadwalkan, beri semua tautan
button-book-anyway = Tetap buat
button-title = Judul
button-people = Peserta
button-day = Hari
button-time = Jam
button-place = Tempat
button-notes = Catatan

## When it does not suit, and other times

booking-unsuitable =
    { $count ->
        [0] Waktu ini tidak cocok untuk cukup banyak orang. <b>{ $title }</b>
        [1] Waktu ini tidak cocok untuk Anda. <b>{ $title }</b>
       *[other] Waktu ini tidak cocok untuk semua. <b>{ $title }</b>
    }
booking-rival =
    { $count ->
       *[other] { $names } baru saja mendapat janji lain pada jam itu. <b>{ $title }</b>
    }
booking-rival-you = Anda baru saja mendapat janji lain pada jam itu. <b>{ $title }</b>
booking-no-longer = <b>{ $title }</b> tidak lagi cocok untuk semua. { $why }
booking-fit-you = Anda: { $fit }
booking-fit = { $name }: { $time } di { $city }, { $fit }
booking-fit-nowhere = { $name }: { $fit }
booking-fit-free = bisa
booking-fit-busy = sibuk
booking-fit-before-hours = mulai { $length } sebelum jam kerja
booking-fit-after-hours = selesai { $length } setelah jam kerja
booking-fit-break = { $length } di antaranya jam istirahat
booking-fit-day-off = bukan hari kerja
booking-fit-time-off = libur hari itu
booking-fit-buffer = terlalu dekat dengan janji lain, kurang { $length }
booking-fit-short-notice = { $length } terlalu cepat bagi orang lain untuk membuat janji dengan Anda
booking-fit-day-full = janji hari itu sudah sebanyak yang Anda izinkan
booking-fit-maybe-busy = ada undangan lain saat itu, belum dijawab
booking-fit-unknown = tidak diketahui
booking-why-busy = { $when } adalah { $time } di { $city }, dan { $name } sibuk.
booking-why-before-hours = { $when } adalah { $time } di { $city } dan mulai { $length } sebelum jam kerja { $name }.
booking-why-after-hours = { $when } adalah { $time } di { $city } dan selesai { $length } setelah jam kerja { $name }.
booking-why-break = { $when } adalah { $time } di { $city } dan { $length } di antaranya jam istirahat { $name }.
booking-why-day-off = { $when } adalah { $time } di { $city }, dan hari itu bukan hari kerja { $name }.
booking-why-time-off = { $when } adalah { $time } di { $city }, dan { $name } libur hari itu.
booking-why-other = { $when } adalah { $time } di { $city }, dan itu tidak cocok untuk { $name }.
booking-can-at =
    { $count ->
        [0] Cukup banyak orang bisa pada:
        [1] Anda bisa pada:
        [2] Keduanya bisa pada:
        [3] Ketiganya bisa pada:
       *[other] Semua { $count } orang bisa pada:
    }
booking-can-at-once =
    { $count ->
        [0] Cukup banyak orang bisa pada { $clocks }:
        [1] Anda bisa pada { $clocks }:
        [2] Keduanya bisa pada { $clocks }:
        [3] Ketiganya bisa pada { $clocks }:
       *[other] Semua { $count } orang bisa pada { $clocks }:
    }
booking-same-hours =
    { $count ->
       *[other] { $days }, jam yang sama
    }
booking-unsuited = Waktu itu tidak cocok untuk { $name }.
booking-invited-enough =
    { $count ->
        [1] Anda belum pernah bertemu { $names } di sini, dan sehari Anda bisa mengundang paling banyak dua puluh orang seperti itu. Belum ada yang diundang. Keluarkan dia dulu, atau coba lagi mulai { $when }.
       *[other] Anda belum pernah bertemu { $names } di sini, dan sehari Anda bisa mengundang paling banyak dua puluh orang seperti itu; yang ini kelebihannya. Belum ada yang diundang. Keluarkan mereka dulu, atau coba lagi mulai { $when }.
    }
booking-told-enough =
    { $count ->
        [1] Anda belum pernah bertemu { $names } di sini, dan saya hanya lima kali sehari memberi tahu apakah suatu waktu cocok untuknya. Belum ada yang diundang; tanyakan lagi besok.
       *[other] Anda belum pernah bertemu { $names } di sini, dan saya hanya lima kali sehari memberi tahu apakah suatu waktu cocok untuk seseorang. Belum ada yang diundang; tanyakan lagi besok.
    }
booking-miss-at = { $when }: tanpa { $names }.
booking-soft-at =
    { $count ->
       *[other] { $when }: { $names } belum memutuskan undangan lain pada jam itu.
    }
booking-soft-you-at = { $when }: Anda belum memutuskan undangan lain pada jam itu.
booking-not-asked =
    { $count ->
       *[other] Di luar jam kerja { $names } tidak ditanya. Yang bersangkutan bisa mengizinkannya di /settings, "Di luar jam itu".
    }
booking-nobody-asked = Belum ada yang diundang.
booking-no-common =
    { $count ->
        [0] Tidak ada jam yang masuk jam kerja cukup banyak orang. Terdekat: { $when }{ $elsewhere }: { $costs }.
       *[other] Tidak ada jam yang masuk jam kerja semua orang. Terdekat: { $when }{ $elsewhere }: { $costs }.
    }
booking-no-common-at = , { $time } di { $city }
booking-cost-late =
    { $own ->
        [yes] { $length } terlalu larut untuk Anda
       *[no] { $length } terlalu larut untuk { $name }
    }
booking-cost-early =
    { $own ->
        [yes] { $length } terlalu pagi untuk Anda
       *[no] { $length } terlalu pagi untuk { $name }
    }
booking-cost-break =
    { $own ->
        [yes] { $length } dalam jam istirahat Anda
       *[no] { $length } dalam jam istirahat { $name }
    }
booking-cost-off =
    { $own ->
        [yes] bukan hari kerja Anda
       *[no] bukan hari kerja { $name }
    }
booking-no-time = Saya tidak menemukan waktu.
booking-further =
    { $found ->
        [0] Saya mencari sampai { $day }.
       *[other] Dalam dua minggu tidak ada waktu; saya mencari sampai { $day }.
    }
button-book-at = Jadwalkan { $when }
button-other-times = Jam lain
button-other-days = Hari lain
button-leave-out = Tanpa { $name }
button-ask-anyway = Tetap tanya { $name }
button-ask-them-anyway = Tetap tanya mereka

## Drafts that were left, lost or thrown away

booking-kept = Anda sedang menjadwalkan { $what }.
booking-instead = <b>{ $title }</b> akan menggantikan { $what }, yang belum dijadwalkan.
booking-kept-choose = Ketuk dulu salah satu: lanjutkan, atau mulai baru.
booking-discarded = Sudah dibuang. Tidak ada yang diundang.
booking-lost = Draf ini sudah tidak ada pada saya; saya menyimpannya 7 hari. Isinya { $what }.
booking-lost-when = Rencananya pada { $when }.
booking-lost-untitled = Draf ini sudah tidak ada pada saya; saya menyimpannya 7 hari.
booking-lost-other = Sementara itu Anda sedang menjadwalkan { $what }.
booking-either = Apakah itu mengubah { $what }, atau "{ $title }" janji baru?
booking-replaces = Ini menggantikan "{ $title }", yang belum dijadwalkan.
booking-lost-typed = Janji yang sedang Anda buat untuk { $when } sudah tidak ada pada saya. Apakah <b>{ $title }</b> judulnya?
booking-booked =
    { $count ->
        [0] Terjadwal. <b>{ $title }</b>
        [1] Terjadwal, dan { $names } sudah diundang. <b>{ $title }</b>
        [2] Terjadwal, dan keduanya sudah diundang. <b>{ $title }</b>
        [3] Terjadwal, dan ketiganya sudah diundang. <b>{ $title }</b>
       *[other] Terjadwal, dan semua { $count } orang sudah diundang. <b>{ $title }</b>
    }
booking-booked-link =
    { $count ->
        [1] Terjadwal. Sekarang kirimkan tautannya kepada { $names }. <b>{ $title }</b>
       *[other] Terjadwal. Sekarang kirimkan tautan masing-masing kepada { $names }. <b>{ $title }</b>
    }
button-change-draft = Ubah { $title }
button-new-titled = Buat { $title }
button-go-on = Lanjutkan
button-start-new = Mulai baru
button-start-again = Mulai lagi

## One line

# What one line leaves open. "text" and "time" quote what was typed.
booking-asked-past =
    { $titled ->
        [yes] { $when } sudah lewat. Kapan <b>{ $title }</b>?
       *[no] { $when } sudah lewat. Kapan sebaiknya?
    }
booking-asked-no-time = Tidak ada { $time }. Jam berapa pada { $day } ({ $city })?
booking-asked-hour = Jam berapa pada { $day } ({ $city })?
booking-asked-part = "{ $text }" tidak menyebut jam. Pilih yang mana?
booking-asked-part-day = "{ $text }" tidak menyebut jam. Jam berapa pada { $day } ({ $city })?
booking-asked-half = "{ $text }" bisa pagi, bisa malam. Yang mana?
booking-asked-order = "{ $text }" bisa berarti dua hari. Yang mana?
booking-asked-weekday = "{ $text }" bisa berarti beberapa hari. Yang mana?
booking-asked-midnight = "{ $text }": malam yang mana?
booking-asked-week = "{ $text }" terdiri dari beberapa hari. Yang mana?
booking-asked-choice = "{ $text }": yang mana?
booking-asked-guess = "{ $text }": apakah maksud Anda salah satu dari ini? Ini dicari di kamus, jadi bisa saja keliru.
booking-asked-no-date = "{ $text }" tidak ada di kalender mana pun. Hari apa?
booking-asked-contradiction = "{ $text }" bukan hari yang sama. Yang mana?
booking-asked-zone = "{ $text }" bisa berarti jam di beberapa tempat. Jam berapa di tempat Anda ({ $city })?
booking-asked-clocks = Saat itu jam di sana berubah, jadi "{ $text }" bukan satu waktu saja. Jam berapa ({ $city })?
booking-asked-series = Saya belum bisa menjadwalkan "{ $text }", hanya yang pertama.
booking-learned-order = Mulai sekarang { $text } saya baca sebagai { $day }.
booking-learned-hours = Mulai sekarang { $text } saya baca sebagai { $time }.
booking-forwarded-hidden = { $name } yang menulisnya, dan Telegram tidak memberi tahu saya siapa itu. Ketik @nama, atau pilih dari kontak Anda.
booking-offered-title = Saya tidak melihat hari, jam, atau @nama di situ. Mau membuat janji "<b>{ $title }</b>"?
button-day-at = { $day }, { $time }
button-book-only = Jadwalkan { $day } saja

# /settings, /help and the bot's menu. Keys begin with "settings-", its own buttons with "button-".

settings-title = Pengaturan Anda. Ketuk yang ingin diubah.
settings-none = tidak ada
settings-off = libur
settings-no-hours = tidak pernah
button-city = { $time } di { $city }
button-hours = { $hours }
button-outside =
    { $then ->
        [ask] Di luar jam itu: tanya saya
       *[refuse] Di luar jam itu: tidak
    }
button-reminders = Pengingat: { $leads }
button-save = Simpan
button-none = Tidak ada
button-day-on = ✓ { $day }

## Working hours

settings-hours = Kapan Anda bisa diajak janji ({ $city })?
settings-day = { $day }  { $hours }
settings-hours-none = Semua hari libur, jadi tidak ada yang bisa membuat janji dengan Anda.
settings-hours-how =
    Ketuk hari atau jam, atau ketik yang Anda mau:
    <code>Sen-Kam 9-12, 13-18; Jum libur</code>
settings-hours-read = Saya membacanya begini. Simpan?
settings-hours-kept = Tersimpan.
settings-hours-again = Yang Anda ketik sudah tidak ada pada saya. Silakan ketik sekali lagi.
settings-hours-unread = Saya tidak bisa membaca "{ $text }" sebagai jam kerja.
settings-hours-no-such-time = { $day }: tidak ada jam seperti itu. Satu hari berjalan dari 00.00 sampai 24.00.
settings-hours-overlap = { $day }: { $span } bertumpuk dengan jam lain.

## Time off

button-time-off = Cuti
button-drop-off = Masuk: { $days }
settings-off-title = Anda cuti pada:
settings-off-none = Anda tidak punya cuti.
settings-off-line = { $days }
settings-off-how =
    Ketik tanggalnya:
    <code>24 Des - 2 Jan</code>
settings-off-kept = Tersimpan. Saat itu tidak ada yang bisa membuat janji dengan Anda.
settings-off-unread = Saya tidak bisa membaca "{ $text }" sebagai tanggal mendatang.
settings-off-ends-first = "{ $text }" berakhir sebelum dimulai. Tambahkan tahunnya kalau maksudnya tahun lain.
settings-off-many = Paling banyak { $limit } rentang. Hapus dulu salah satu.
settings-outside =
    { $count ->
        [1] Ini sekarang di luar jam kerja Anda, dan tetap seperti semula:
       *[other] Semua ini sekarang di luar jam kerja Anda, dan tetap seperti semula:
    }
settings-outside-line = { $when } <b>{ $title }</b>
settings-outside-more = dan { $count } lagi

## Reminders

settings-reminders = Saya mengingatkan Anda { $leads } sebelumnya.
settings-reminders-none = Saya tidak mengingatkan Anda.
settings-reminders-how =
    Ketuk, atau ketik kapan:
    <code>2 jam, 10 mnt</code>
settings-reminders-many = Paling banyak lima pengingat.
settings-reminders-far = "{ $text }": dari 1 menit sampai 30 hari sebelumnya.
settings-reminders-unread = Saya tidak bisa membaca "{ $text }" sebagai lama waktu.
popup-reminders-many = Paling banyak lima pengingat. Hapus dulu salah satu.

settings-read-as = "{ $written }" saya baca sebagai { $meant }.
settings-unread = Saya tidak mengerti "{ $text }".

## Help

help =
    Saya mengatur janji temu. Tulis satu baris, dan saya mencari waktu yang cocok untuk semua:
    <code>{ $example }</code>

    Setiap orang melihatnya dalam jam setempat dan menjawab dengan satu ketukan. Tidak ada yang diundang di luar jam kerjanya, tidak ada janji yang bentrok, dan semua diingatkan.

    /new – janji baru, langkah demi langkah
    /agenda – janji mendatang, dan yang menunggu jawaban Anda
    /free – kapan Anda luang, sendiri atau bersama orang lain
    /why – mengapa Anda tidak bisa diajak janji pada waktu tertentu
    /settings – kota dan perjalanan, jam kerja dan batas, pengingat, serta privasi Anda
    /export – semua yang saya simpan tentang Anda
    /delete – hapus semuanya, dan pergi

## The bot's menu and its page

menu-new = Janji baru
menu-agenda = Janji Anda berikutnya
menu-free = Kapan Anda luang, sendiri atau bersama
menu-settings = Kota, perjalanan, jam kerja, batas, pengingat, privasi
menu-help = Apa yang bisa saya lakukan
menu-export = Semua yang saya simpan tentang Anda
menu-delete = Hapus semuanya, dan pergi
menu-description = Saya mengatur janji temu dengan siapa pun di zona waktu mana pun: tulis satu baris, ketuk sekali. Tidak ada yang diundang di luar jam kerja, tidak ada janji yang bentrok, semua diingatkan.
menu-short = Atur janji temu lewat obrolan, lintas zona waktu.

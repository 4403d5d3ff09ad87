# /free and /why. Keys begin with "free-" and "why-".

free-title =
    { $count ->
        [1] Anda luang selama { $length } ({ $city }). Ketuk satu nomor untuk membuat janji di situ.
        [2] Anda dan { $names } sama-sama luang selama { $length } ({ $city }). Ketuk satu nomor untuk membuat janji di situ.
       *[other] Anda, { $names } semuanya luang selama { $length } ({ $city }). Ketuk satu nomor untuk membuat janji di situ.
    }
free-choice = /free menghitung semua orang yang Anda sebut; kalau hanya sebagian yang dibutuhkan, /new mencarikan waktu.
free-day = <b>{ $day }</b>
free-line = { $number }  { $clocks }
free-all-day = sepanjang hari
free-none =
    { $count ->
        [1] Dalam dua minggu ke depan Anda tidak pernah luang selama { $length }.
        [2] Dalam dua minggu ke depan Anda dan { $names } tidak pernah sama-sama luang selama { $length }.
       *[other] Dalam dua minggu ke depan Anda, { $names } tidak pernah sama-sama luang selama { $length }.
    }
free-none-on =
    { $count ->
        [1] Pada { $day } Anda tidak luang selama { $length }.
        [2] Pada { $day } Anda dan { $names } tidak sama-sama luang selama { $length }.
       *[other] Pada { $day } Anda, { $names } tidak sama-sama luang selama { $length }.
    }
free-none-between =
    { $count ->
        [1] Dari { $day } sampai { $last } Anda tidak pernah luang selama { $length }.
        [2] Dari { $day } sampai { $last } Anda dan { $names } tidak pernah sama-sama luang selama { $length }.
       *[other] Dari { $day } sampai { $last } Anda, { $names } tidak pernah sama-sama luang selama { $length }.
    }
free-after = Tidak sebelum pukul { $clock }.
free-unseen = Saya tidak bisa mengatakan kapan { $names } bisa: waktu luang hanya saya tunjukkan kepada orang yang pernah bertemu di sini, dan yang diizinkan.
free-many = Saya mencari untuk paling banyak tujuh orang, termasuk Anda.
free-far = Saya mencari sampai setahun ke depan.
free-long = Saya menampilkan paling banyak { $limit } hari.
free-how =
    Ketik begini, setiap bagian boleh dilewati:
    <code>/free @bo_berlin 45 mnt kam</code>
button-more = Lainnya
button-free = Waktu luang

## /why

why-how =
    Waktu yang mana? Ketik hari dan jam di belakangnya:
    <code>/why Sel 10.00</code>
why-over = { $when } sudah lewat.
why-busy = Anda ada <b>{ $title }</b> saat itu, { $clocks }.
why-invited = Anda belum menjawab undangan pada jam itu.
why-nothing = Tidak ada halangan dari Anda.
why-other-busy = { $name }: sibuk
why-other-free = { $name }: bisa
why-other-outside = { $name }: di luar jam kerja
button-working-hours = Jam kerja
button-book-there = Buat janji

# Privasi di /settings: siapa yang boleh melihat waktu luang, siapa yang boleh mengundang, siapa yang diblokir.

button-privacy =
    { $audience ->
        [met] Privasi: kenalan mengundang
        [nobody] Privasi: tanpa undangan
       *[everybody] Privasi: siapa pun mengundang
    }
privacy-free =
    { $audience ->
        [everybody] Siapa pun boleh melihat kapan Anda luang.
        [nobody] Tidak ada yang boleh melihat kapan Anda luang.
       *[met] Orang yang pernah bertemu Anda di sini boleh melihat kapan Anda luang.
    }
privacy-invited =
    { $audience ->
        [met] Hanya orang yang pernah bertemu Anda di sini boleh mengundang Anda.
        [nobody] Tidak ada yang boleh mengundang Anda.
       *[everybody] Siapa pun boleh mengundang Anda.
    }
privacy-blocked =
    { $count ->
        [1] Anda memblokir satu orang.
       *[other] Anda memblokir { $count } orang.
    }
privacy-how = Bagi yang tidak boleh mengundang Anda, tampaknya Anda belum pernah membuka saya. Anda pernah bertemu dengan orang yang berbagi janji dengan Anda, yang Anda buat atau yang Anda jawab ya atau mungkin.

# Siapa yang melihat waktu luang, dan siapa yang boleh mengajak.
button-see-everybody = Semua lihat
button-see-met = Teman lihat
button-see-nobody = Tak dilihat
button-invited-everybody = Semua ajak
button-invited-met = Teman ajak
button-invited-nobody = Tak diajak

## Memblokir

button-block-somebody = Blokir seseorang
button-block = Blokir { $name }
button-unblock = Izinkan { $name }
button-unblock-open = Izinkan dan buka
privacy-block-whom = Siapa yang ingin Anda blokir? Mereka ini baru-baru ini mengundang Anda.
privacy-block-nobody = Belakangan ini tidak ada yang mengundang Anda dan bisa Anda blokir.
privacy-blocked-now = Anda memblokir { $who }. Mulai sekarang, bagi mereka tampaknya Anda belum pernah membuka saya. Undangan mereka sebelumnya tetap berlaku.
privacy-unblocked = { $who } tidak Anda blokir lagi.
privacy-link-blocked = Anda memblokir { $who }, jadi undangan ini tetap tertutup. Mereka tidak diberi tahu bahwa Anda membuka tautannya.

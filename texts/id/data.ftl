# /export and /delete. Keys begin with "data-".

data-export = Inilah semua yang saya simpan tentang Anda: sebagai JSON, dan janji Anda untuk kalender. /delete menghapusnya.
data-file = data-saya
data-calendar-file = janji-saya

# Instead of the name of somebody who has left, in what others keep.
data-left = Seseorang yang sudah pergi

data-delete-asked = Ini menghapus semua yang saya simpan tentang Anda.
data-delete-cancels =
    { $count ->
        [1] Janji Anda ini akan dibatalkan, dan yang lain akan diberi tahu:
       *[other] { $count } janji Anda akan dibatalkan, dan yang lain akan diberi tahu:
    }
data-delete-declines =
    { $count ->
        [1] Yang ini akan Anda tolak, dan penyelenggaranya akan diberi tahu:
       *[other] { $count } janji ini akan Anda tolak, dan penyelenggaranya akan diberi tahu:
    }
data-delete-line = { $when } <b>{ $title }</b>
data-delete-more = dan { $count } lagi
data-delete-hand-over = Yang masih diperlukan orang lain, serahkan dulu: orang yang Anda minta harus setuju.
data-delete-export = /export memberi Anda salinannya lebih dulu.
data-delete-sure = Yakin? Ini tidak bisa diurungkan. Pengaturan, janji, dan draf Anda hilang sekarang. Janji yang sudah lewat tetap ada pada yang lain, tanpa nama Anda.
data-delete-changed = Silakan lihat lagi, mungkin ada yang berubah.
data-deleted = Sudah dihapus: saya tidak tahu apa-apa lagi tentang Anda. Yang ada di obrolan ini bisa Anda hapus sendiri. /start memulai dari awal.
data-kept = Tidak ada yang dihapus.
button-delete-data = Hapus data saya
button-delete-for-good = Hapus selamanya
button-keep-data = Simpan semua

# Handing an appointment over to another organizer. Keys begin with "handover-".

handover-asked = Siapa yang mengatur <b>{ $title }</b> mulai sekarang? Orang itu ditanya dulu, dan Anda tetap ikut.
handover-nobody = Belum ada peserta <b>{ $title }</b> yang bisa mengambil alih: ia harus sudah membuka bot ini dan tidak menolak.
handover-unsaved = Simpan dulu pilihan Anda di sini, atau urungkan; setelah itu baru serahkan.
handover-offered = { $name } diminta mengambil alih; sampai saat itu janji ini tetap milik Anda. <b>{ $title }</b>
handover-waits = { $name } sudah diminta mengambil alih <b>{ $title }</b> dan belum menjawab; sampai saat itu janji ini tetap milik Anda. Minta orang lain, atau tidak jadi meminta?
handover-withdrawn = { $name } tidak lagi diminta mengambil alih. <b>{ $title }</b>
handover-request = { $name } meminta Anda mengambil alih <b>{ $title }</b>: setelah itu Anda yang memindahkan, mengubah, atau membatalkannya.
handover-taken = Mulai sekarang Anda yang mengaturnya, dan { $name } tetap ikut. <b>{ $title }</b>
handover-refused = Anda tidak mengambil alih <b>{ $title }</b>. { $name } akan diberi tahu.
handover-gone = Tidak ada lagi yang meminta Anda mengambil alih { $title }.
handover-news-taken = { $name } sudah mengambil alih <b>{ $title }</b>, { $when }. Anda tetap ikut.
handover-news-kept = { $name } tidak mengambil alih <b>{ $title }</b>, { $when }. Janji ini tetap milik Anda.
button-hand-over = Serahkan
button-hand-over-title = Serahkan { $title }
button-ask-no-longer = Tidak jadi meminta
button-take-over = Ambil alih

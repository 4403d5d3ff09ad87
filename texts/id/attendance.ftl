# Who takes part in an appointment that stands. Keys begin with "attendance-".

attendance-asked = Siapa yang ikut <b>{ $title }</b>? Ketuk satu nama, atau ketik @nama untuk menambah orang.
attendance-unsaved = Belum ada yang diberi tahu sebelum Anda mengetuk Simpan.
attendance-line-same = { $name }: { $answer }
attendance-line-new = { $name }: baru
attendance-line-new-optional = { $name }: baru, opsional
attendance-line-out = { $name }: tidak ikut lagi
attendance-line-required = { $name }: { $answer }, mulai sekarang wajib
attendance-line-optional = { $name }: { $answer }, mulai sekarang opsional
attendance-person = <b>{ $title }</b>. { $standing }
attendance-saved = Sudah diubah. <b>{ $title }</b>
attendance-same = Tidak ada yang berubah. <b>{ $title }</b>
attendance-picked = Terima kasih, saya sudah menulis kepada { $name }. <b>{ $title }</b>
attendance-picked-link = { $name } belum membuka bot ini: tolong kirimkan tautannya. <b>{ $title }</b>
attendance-in-already = { $name } sudah ikut. <b>{ $title }</b>
attendance-pick-asked = Siapa { $name } di kontak Anda?
attendance-no-choice = Sekian orang dari beberapa hanya bisa disebut pada janji baru: di sini masing-masing dibutuhkan.
attendance-unsuitable = <b>{ $title }</b> tetap seperti semula: waktunya tidak cocok untuk semua yang baru atau wajib hadir.
attendance-does-not-suit = { $name }: waktunya tidak cocok.

button-pick-contacts = Pilih dari kontak
button-needed = Wajib
button-optional = Opsional
button-remove = Keluarkan
button-add-name = + { $name }

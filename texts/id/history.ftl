# The history of an appointment. Keys begin with "history-".

history-head = Apa yang berubah pada <b>{ $title }</b>, terbaru lebih dulu ({ $city }):
history-empty = Tidak ada yang berubah pada <b>{ $title }</b>.
history-line = { $when }: { $what }
history-move = { $name } memindahkannya ke { $new }, sebelumnya { $old }.
history-rules = Aturan jam berubah: sekarang pada { $new }, sebelumnya { $old }.
history-cancel = { $name } membatalkannya.
history-cancel-why = { $name } membatalkannya: "{ $reason }".
history-restore = { $name } menarik kembali pembatalannya.
history-title = { $name } memberi judul "{ $new }".
history-place = { $name } menentukan tempat: { $new }.
history-no-place = { $name } menghapus tempatnya.
history-note = { $name } menulis catatan: "{ $new }".
history-no-note = { $name } menghapus catatannya.
history-added = { $name } menambahkan { $names }.
history-removed = { $name } mengeluarkan { $names }.
history-required = { $name } membuat { $names } wajib hadir.
history-optional = { $name } membuat { $names } opsional.
history-offer = { $name } meminta { $names } mengambil alih.
history-handover = { $name } mengambil alih.
history-kept = { $name } tidak mengambil alih.
history-withdrawn = { $name } tidak lagi meminta { $names } mengambil alih.

button-history = Riwayat
button-newer = Lebih baru
button-older = Lebih lama

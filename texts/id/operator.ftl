# /status, which only operators see. Names of kinds and states are those of docs/operating.md.

operator-status = <b>Keadaan</b>
operator-versions = Bot janji temu { $version }, aturan zona waktu { $tzdata }
operator-database = PostgreSQL { $version } menjawab, begitu juga Redis.
operator-people = { $count } orang telah memberi tahu saya di mana mereka berada.
operator-nothing-due = Tidak ada pemberitahuan yang jatuh tempo.
operator-oldest-due = Pemberitahuan tertua yang jatuh tempo sudah menunggu { $seconds } detik.
operator-updates = Pembaruan yang menunggu: { $open }. Pembaruan tiga hari terakhir yang terkena kesalahan: { $aside }.
operator-notices = Pemberitahuan satu jam terakhir:
operator-notices-line = { $kind }, { $state }: { $count }
operator-no-notices = Tidak ada pemberitahuan yang jatuh tempo dalam satu jam terakhir.

# /broadcast. Its text is the operator's own.

operator-broadcast-how = Tulis teksnya di belakang perintah: /broadcast Kami libur pada 24 Desember.
operator-broadcast-long = Itu terlalu panjang: pesan untuk semua orang paling banyak { $limit } karakter.
operator-broadcast-preview = Ini dikirim kepada { $count } orang:
operator-broadcast-under-way = Sedang dikirim: { $sent } dari { $count } sudah menerima.
operator-broadcast-done = Terkirim: { $sent } dari { $count } sudah menerima.
operator-broadcast-cancelled = Dibatalkan: { $sent } sudah menerima.
operator-broadcast-failed = { $failed } tidak dapat dikirimi pesan.
button-broadcast-send = Kirim ke { $count } orang
button-broadcast-drop = Tidak kirim
button-broadcast-stop = Hentikan

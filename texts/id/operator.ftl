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

# How times and dates are shown and read, in /settings. Keys begin with "formats", the button's with "button-".

button-formats = { $clock }, mulai { $weekday }
button-formats-order = { $clock }, { $weekday }, { $figures }
formats = Bagaimana Anda membaca jam, hari apa awal minggu Anda, dan bagaimana { $day } dalam angka?

# Public holidays, in /settings. Keys begin with "holidays-", the button's with "button-".

button-holidays-none = Libur: tidak ada
button-public-holidays = Hari libur umum
button-take-holidays = Libur tanggal merah: { $place }
button-holidays = Libur: { $place }
holidays = Tidak ada yang bisa membuat janji dengan Anda pada hari libur umum di { $place }.
holidays-none = Anda tidak libur pada hari libur umum.
holidays-line = { $day }  { $name }
holidays-how = Ketuk, atau ketik nama negara.
holidays-unread = Saya tidak tahu hari libur umum "{ $text }".
booking-fit-holiday = bukan hari kerja
holidays-why = Anda: hari libur umum, { $name }

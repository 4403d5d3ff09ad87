# Where somebody is, and journeys. Keys begin with "travel-", the buttons' with "button-".

travel-here = Anda di { $city }, sekarang pukul { $time } di sana.
travel-away = Anda di { $city }, sekarang pukul { $time } di sana. Rumah: { $home }.
travel-line = { $days }: { $city }
travel-how =
    Sudah pindah? Ketik kotanya. Akan berada di tempat lain beberapa hari? Ketik di mana dan kapan:
    <code>Tokyo 10-20 Nov</code>
travel-where = Ke mana? Ketik kotanya.
travel-unknown = Saya tidak mengenal "{ $text }". Ketik kota yang lebih besar di dekatnya.
travel-from =
    Mulai kapan Anda di { $city }? Ketuk hari pertamanya, atau ketik tanggalnya:
    <code>10-20 Nov</code>
travel-until = Di { $city } mulai { $day }. Sampai kapan? Ketuk hari terakhirnya, atau ketik.
travel-kept = Tersimpan: { $city }, { $days }. Jam kerja Anda saat itu berlaku di sana.
travel-many = Paling banyak { $limit } perjalanan. Hapus dulu salah satu.
travel-unmoved =
    { $count ->
        [1] Ini tidak digeser, dan sekarang lain bagi Anda:
       *[other] Semua ini tidak digeser, dan sekarang lain bagi Anda:
    }
travel-shifted = <b>{ $title }</b>: { $when }, sebelumnya { $was }
travel-shifted-outside = <b>{ $title }</b>: { $when }, sebelumnya { $was }; di luar jam kerja Anda
travel-outside = <b>{ $title }</b>: { $when }; di luar jam kerja Anda
button-travel = Bepergian
button-stay = Tidak di { $city }, { $day }

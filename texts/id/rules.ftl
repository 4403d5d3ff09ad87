# When the rules of a zone's clocks change. Keys begin with "rules-".

rules-moved = Aturan jam yang baru di { $city } menggeser <b>{ $title }</b>
rules-stays = Jam <b>{ $title }</b> tetap di { $city }, tempat aturan jamnya berubah. Bagi yang lain janji ini bergeser:
rules-other = { $name }: { $time } di { $city }, sebelumnya { $was }
rules-kept = Jam <b>{ $title }</b> tetap di { $city }, tempat aturan jamnya berubah:
rules-clash =
    { $but ->
        [clash] Saat itu Anda punya janji lain, jadi silakan jawab lagi.
       *[busy] Saat itu Anda punya janji lain.
    }
button-keep-hour = Pertahankan jam di sana

rules-several = Aturan jam yang baru menggeser beberapa janji Anda, bagi Anda atau bagi yang lain:
rules-line =
    { $but ->
        [clash] { $number }  <b>{ $title }</b>: { $when }, sebelumnya { $was }; saat itu Anda punya janji lain, silakan jawab lagi
        [busy] { $number }  <b>{ $title }</b>: { $when }, sebelumnya { $was }; saat itu Anda punya janji lain
        [outside] { $number }  <b>{ $title }</b>: { $when }, sebelumnya { $was }; di luar jam kerja Anda
       *[no] { $number }  <b>{ $title }</b>: { $when }, sebelumnya { $was }
    }
rules-line-kept =
    { $but ->
        [clash] { $number }  <b>{ $title }</b>: tetap { $when }; saat itu Anda punya janji lain, silakan jawab lagi
       *[busy] { $number }  <b>{ $title }</b>: tetap { $when }; saat itu Anda punya janji lain
    }
rules-line-stays = { $number }  <b>{ $title }</b>: tetap { $when }, tetapi tidak bagi { $names }
button-keep-hour-of = Jam di sana tetap ({ $number })

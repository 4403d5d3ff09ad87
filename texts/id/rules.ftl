# When the rules of a zone's clocks change. Keys begin with "rules-".

rules-moved = Aturan jam yang baru di { $city } menggeser <b>{ $title }</b>
rules-stays = Jam <b>{ $title }</b> tetap di { $city }, tempat aturan jamnya berubah. Bagi yang lain janji ini bergeser:
rules-other = { $name }: { $time } di { $city }, sebelumnya { $was }
rules-clash = Saat itu Anda punya janji lain, jadi silakan jawab lagi.
button-keep-hour = Pertahankan jam di sana

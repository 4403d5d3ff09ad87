# The first start: where one is, whose a link is, and the greeting. Keys begin with "start-".

## Where somebody is

start-what = Saya mengatur janji temu dengan siapa pun di zona waktu mana pun: tulis satu baris, ketuk sekali.
start-question = Jam berapa sekarang di tempat Anda? Lalu semua bisa saya tunjukkan dalam jam Anda.
start-question-invited = Jam berapa sekarang di tempat Anda? Lalu saya bisa menunjukkannya dalam jam Anda.
start-invited = { $organizer } mengundang Anda ke <b>{ $title }</b>, { $when }.
start-kept = Tulisan Anda saya simpan.
start-place = { $time } { $city }
start-place-region = { $time } { $city }, { $region }
start-city-asked = Anda di kota mana? Ketik namanya, atau kirim lokasi Anda.
start-city-confirm = Sekarang pukul { $time } di { $city }, benar?
start-city-which =
    { $count ->
        [2] Ada dua. Yang mana?
        [3] Ada tiga. Yang mana?
        [4] Ada empat. Yang mana?
       *[other] Ada beberapa. Yang mana?
    }
start-city-similar = Saya tidak mengenal "{ $text }". Maksud Anda salah satu dari ini?
start-city-unknown = Saya tidak mengenal "{ $text }". Ketik kota yang lebih besar di dekatnya, atau kirim lokasi Anda.
start-city-time = Di tempat-tempat ini sekarang pukul { $time }. Yang mana?
start-city-nowhere = Saya tidak tahu jam berapa di sana. Ketik kota terdekat.
button-another-city = Kota lain
button-send-location = Kirim lokasi saya

## The greeting

start-greeting =
    Halo { $name }. Sekarang pukul { $time } di { $city }. Tulis satu baris, selebihnya urusan saya:
    <code>{ $example }</code>
start-example = Ngopi besok 10.00
start-example-with = Ngopi dengan @{ $username } besok 10.00
start-waiting =
    { $count ->
        [1] <b>{ $title }</b>, { $when }, menunggu jawaban Anda.
       *[other] { $count } menunggu jawaban Anda; yang pertama <b>{ $title }</b>, { $when }.
    }

## Links

start-share = { $title }, { $when }. Ketuk untuk melihatnya dalam jam Anda dan menjawab.
start-link-for-another = Undangan ini untuk { $name }. Apakah itu Anda?
start-link-waiting = Saya sudah bertanya kepada { $organizer }. Setelah disetujui, undangannya datang ke sini.
start-link-not-you = Kalau begitu undangan ini tetap untuk yang dituju.
start-link-own = Ini tautan untuk { $name }; kirimkan kepadanya. <b>{ $title }</b>
start-link-unknown = Saya tidak mengenal tautan ini, atau tautannya sudah diganti. Mintalah yang baru kepada pengirimnya.
start-link-used = Undangan ini sudah dibuka seseorang, dan sekarang miliknya. Mintalah tautan Anda sendiri kepada pengirimnya.
start-link-expired = Undangan ini sudah lewat. Mintalah waktu lain kepada pengirimnya.
start-link-cancelled = <b>{ $title }</b> dibatalkan oleh { $organizer }.
start-opened = { $who } membuka tautan untuk { $name }. Apakah orangnya sama?
start-appeared = { $who } sudah membuka bot ini. Apakah ini { $name } yang Anda undang ke <b>{ $title }</b>?
start-new-link = Tautan lama tidak berlaku lagi; ini yang baru. <b>{ $title }</b>
start-refused = { $organizer } mengatakan bahwa undangan ini untuk orang lain. Jika ternyata memang untuk Anda, mintalah tautan Anda sendiri.
start-same-person = Undangannya sekarang ada pada { $who }. <b>{ $title }</b>
button-ask-organizer = Ya, tanya { $organizer }
button-no-new-link = Bukan, tautan baru

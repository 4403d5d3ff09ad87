# On my way, and running late. Keys begin with "late-".

late-known =
    { $count ->
       *[other] { $names } tahu: Anda datang sekitar { $time }.
    }
late-on-the-way =
    { $count ->
       *[other] { $names } melihat bahwa Anda dalam perjalanan ke <b>{ $title }</b>.
    }
late-known-already =
    { $count ->
       *[other] { $names } sudah tahu.
    }
late-unreached = { $names } tidak bisa dihubungi.
late-news = { $name } akan terlambat sekitar { $length } untuk <b>{ $title }</b>, { $day }: sekitar { $time } ({ $city }).
late-news-on-time = { $name } ternyata tepat waktu untuk <b>{ $title }</b>, { $day }, { $time } ({ $city }).

answer-on-the-way = dalam perjalanan
answer-late = terlambat { $length }

button-on-my-way = Di jalan
button-ten-late = Telat 10mnt
button-twenty-late = Telat 20mnt
button-on-time = Tetap tepat waktu

# /agenda. Keys begin with "agenda-".

agenda-next =
    { $waiting ->
        [0] Janji Anda berikutnya ({ $city }).
       *[other] Janji Anda berikutnya ({ $city }). { $waiting } menunggu jawaban Anda.
    }
agenda-waiting =
    { $waiting ->
        [1] Ini menunggu jawaban Anda ({ $city }).
       *[other] Semua ini menunggu jawaban Anda ({ $city }).
    }
agenda-past = Janji Anda yang terakhir ({ $city }).
agenda-day = <b>{ $day }</b>
agenda-line = { $number }  { $clocks } { $title }
agenda-line-more = { $number }  { $clocks } { $title } · { $more }
agenda-line-from = { $number }  { $clocks } { $title }, dari { $name } · { $more }
agenda-answer = { $name } { $answer }
agenda-count = { $count } { $answer }
agenda-you-accepted = Anda menerima
agenda-you-tentative = Anda menjawab mungkin
agenda-you-needs-action = Anda belum menjawab
agenda-empty = Belum ada janji. Tulis satu baris, misalnya: <code>{ $example }</code>
agenda-example = Makan siang besok 12.30
agenda-example-with = Makan siang dengan @{ $username } besok 12.30
agenda-none-waiting = Tidak ada yang menunggu jawaban Anda.
agenda-none-past = Belum ada apa-apa.
button-to-answer = Perlu dijawab ({ $count })
button-past = Lampau
button-ahead = Mendatang

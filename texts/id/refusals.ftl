# Expected noes, as a pop-up or where no conversation has a richer way on: "refusal-" and the class in scheduling/refusals.py.

popup-not-counted = Tidak dihitung: itu untuk { $old }. { $title } sekarang pada { $when }. Silakan jawab waktu yang baru.
popup-not-counted-long-ago = Tidak dihitung: { $title } sudah dipindahkan sejak itu. Sekarang pada { $when }. Silakan jawab waktu yang baru.
popup-not-counted-answered = Tidak dihitung: { $title } sudah dipindahkan sejak itu. Sekarang pada { $when }, dan itu sudah Anda jawab.
popup-moved-as-asked = { $title } sekarang pada { $when }, seperti yang Anda minta. Anda ikut.
popup-changed-own = { $title } sudah dipindahkan sejak itu. Sekarang pada { $when }.
popup-cancelled = { $title } sudah dibatalkan. Rencananya pada { $when }.
popup-over = { $title } sudah selesai. Waktunya { $when }.
popup-same = Memang sudah begitu.
popup-not-yours = Tombol ini untuk orang lain.
popup-told-already =
    { $count ->
       *[other] { $names } sudah tahu, jadi { $title } tetap dibatalkan.
    }
popup-hour-taken = Jam itu sudah terisi lebih dulu, jadi { $title } tetap dibatalkan.

refusal-busy-then = Anda sibuk saat itu: <b>{ $other }</b>, { $when }. { $standing }
refusal-busy-then-unnamed = Anda sibuk saat itu. { $standing }
refusal-still-needs-action = <b>{ $title }</b> masih belum dijawab.
refusal-still-tentative = Jawaban Anda untuk <b>{ $title }</b> masih "mungkin".
refusal-still-declined = <b>{ $title }</b> masih ditolak.
refusal-told-enough =
    { $count ->
        [1] <b>{ $title }</b> tetap pada { $when }. Anda belum pernah bertemu { $names } di sini, dan saya hanya lima kali sehari memberi tahu apakah suatu waktu cocok untuknya; tanyakan lagi besok.
       *[other] <b>{ $title }</b> tetap pada { $when }. Anda belum pernah bertemu { $names } di sini, dan saya hanya lima kali sehari memberi tahu apakah suatu waktu cocok untuk seseorang; tanyakan lagi besok.
    }
refusal-in-the-past = { $when } sudah lewat. Kapan sebaiknya? Ketik hari atau jam lain.
refusal-bad-duration = Janji berlangsung dari 5 menit sampai satu hari kerja. Berapa lama sebaiknya?
refusal-too-many-people = Itu lebih dari { $limit } orang, jumlah terbanyak untuk satu janji.

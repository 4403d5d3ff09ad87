# The morning agenda and quiet hours. Keys begin with "morning-" and "quiet-", the buttons' with "button-".

morning-day =
    { $waiting ->
        [0] Hari Anda ({ $city }).
       *[other] Hari Anda ({ $city }). { $waiting } menunggu jawaban Anda.
    }
morning-week =
    { $waiting ->
        [0] Minggu Anda ({ $city }).
       *[other] Minggu Anda ({ $city }). { $waiting } menunggu jawaban Anda.
    }
morning-asked = Kapan sebaiknya saya kirimkan janji mendatang Anda ({ $city })? Jika tidak ada, saya tidak mengirim apa-apa.
morning-how =
    Ketuk, atau ketik jamnya:
    <code>8.15</code>
morning-unread = Saya tidak bisa membaca "{ $text }" sebagai jam.
button-morning-off = Pagi: tidak
button-morning = Pagi: { $clock }
button-morning-weekly = Tiap Senin: { $clock }
button-each-day = Setiap hari
button-each-week = Mingguan, Sen
quiet-asked =
    Jam berapa saya sebaiknya tidak mengganggu ({ $city })? Jawaban orang menunggu sampai pagi.
    Yang lain datang tanpa suara, juga semua tentang janji yang mulai dalam 12 jam.
quiet-how =
    Ketuk, atau ketik dari jam berapa sampai jam berapa:
    <code>22.30-6.45</code>
quiet-unread = Saya tidak bisa membaca "{ $text }" sebagai jam tenang.
button-quiet-off = Jam tenang: tidak
button-quiet = Tenang: { $span }

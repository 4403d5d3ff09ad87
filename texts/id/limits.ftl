# What else shall hold, besides the hours, when somebody is booked. Keys begin with "limits-", the buttons' with "button-".

limits-asked =
    <b>Batas</b> saat orang lain membuat janji dengan Anda, di dalam jam kerja:
    1. Pemberitahuan: berapa lama sebelum mulai mereka harus meminta?
    2. Jeda: berapa lama yang tetap kosong sebelum dan sesudah setiap janji?
    3. Per hari: berapa janji sudah cukup?
    Orang lain hanya membaca "sibuk", atau bahwa waktunya tidak cocok untuk Anda. Janji yang Anda buat sendirian tidak terkena batas, dan yang sudah Anda terima tetap berlaku.
button-limits = Batas
button-any-notice = Kapan pun
button-no-gap = Tak perlu
button-any-number = Bebas
button-a-day = { $count } sehari

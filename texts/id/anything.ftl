# What nobody asked for. Keys begin with "anything-" and, for what was sent, the Bot API's name of it.

anything-line = Makan siang besok 12.30
anything-line-with = Makan siang besok 12.30 dengan @{ $username }
anything-example = Tulis satu baris, misalnya: <code>{ $example }</code>
anything-said = Dari itu saya tidak bisa membuat janji.
anything-other = Saya hanya bisa membaca teks.
anything-photo = Saya tidak bisa membaca gambar.
anything-video = Saya tidak bisa menonton video.
anything-video-note = Saya tidak bisa menonton video.
anything-animation = Saya tidak bisa menonton video.
anything-voice = Saya tidak bisa mendengarkan pesan suara.
anything-audio = Saya tidak bisa mendengarkan musik.
anything-sticker = Saya tidak bisa membaca stiker.
anything-document = Saya tidak bisa membaca berkas.
anything-venue = Saya tidak bisa membaca tempat.
anything-poll = Saya tidak bisa ikut polling.
anything-dice = Lemparan bagus, tetapi saya hanya membaca teks.
anything-game = Saya tidak bermain gim.
anything-story = Saya tidak bisa menonton cerita.
anything-contact = Untuk bertemu seseorang, mulailah membuat janji: nanti ditanya siapa yang diundang, dan di situ Anda bisa memilih kontak.
anything-location = Anda pindah? Kota Anda ada di pengaturan.
anything-edited = Saya membaca pesan saat datang, dan tidak lagi setelah diubah. Silakan kirim sebagai pesan baru.
anything-command = Tidak ada /{ $command }.
anything-command-near = Tidak ada /{ $command }. Maksud Anda /{ $near }?
anything-group = Untuk saat ini saya membuat janji di obrolan pribadi.
popup-old-button = Tombol ini sudah terlalu lama. Tulis /agenda untuk melihat janji mendatang, atau /new untuk janji baru.
button-open-chat = Buka chat

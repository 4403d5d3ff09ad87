# What nobody asked for. Keys begin with "anything-" and, for what was sent, the Bot API's name of it.

anything-line = Lunch tomorrow 12:30
anything-line-with = Lunch tomorrow 12:30 with @{ $username }
anything-example = Write one line, for example: <code>{ $example }</code>
anything-said = I cannot make an appointment of that.
anything-other = I can only read text.
anything-photo = I cannot read pictures.
anything-video = I cannot watch videos.
anything-video-note = I cannot watch videos.
anything-animation = I cannot watch videos.
anything-voice = I cannot listen to voice messages.
anything-audio = I cannot listen to music.
anything-sticker = I cannot read stickers.
anything-document = I cannot read files.
anything-venue = I cannot read places.
anything-poll = I cannot take part in polls.
anything-dice = Nice throw, but I only read text.
anything-game = I do not play games.
anything-story = I cannot watch stories.
anything-contact = To meet somebody, begin an appointment: it asks who should come, and takes a contact then.
anything-location = Have you moved? Your city stands in the settings.
anything-edited = I read a message when it comes, and not again when it is changed. Please send it as a new one.
anything-command = There is no /{ $command }.
anything-command-near = There is no /{ $command }. Did you mean /{ $near }?
anything-group = I book in private for now.
popup-old-button = This button is too old for me. Write /agenda for what lies ahead, or /new for a new appointment.
button-open-chat = Open chat

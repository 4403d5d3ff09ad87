# Handing an appointment over to another organizer. Keys begin with "handover-".

handover-asked = Who shall arrange <b>{ $title }</b> from now on? They are asked first, and you stay in it.
handover-nobody = Nobody in <b>{ $title }</b> can take it over yet: that takes somebody who has opened me and has not declined.
handover-unsaved = First save what you chose here, or take it back; then hand it over.
handover-offered = { $name } is asked to take it over; until then it stays yours. <b>{ $title }</b>
handover-waits = { $name } is asked to take over <b>{ $title }</b>, and has not answered; until then it stays yours. Ask somebody else, or nobody any more?
handover-withdrawn = { $name } is no longer asked to take it over. <b>{ $title }</b>
handover-request = { $name } asks you to take over <b>{ $title }</b>: then you are the one who moves it, changes it or cancels it.
handover-taken = You arrange it from now on, and { $name } stays in it. <b>{ $title }</b>
handover-refused = You do not take over <b>{ $title }</b>. { $name } will know.
handover-gone = Nobody asks you to take over { $title } any more.
handover-news-taken = { $name } has taken over <b>{ $title }</b>, { $when }. You stay in it.
handover-news-kept = { $name } does not take over <b>{ $title }</b>, { $when }. It stays yours.
button-hand-over = Hand over
button-hand-over-title = Hand over { $title }
button-ask-no-longer = Ask no longer
button-take-over = Take over

# Booking, by steps (/new) and by one line. Keys begin with "booking-", its own buttons with "button-".

## What is booked, as every step calls it

booking-what =
    { $titled ->
        [no]
            { $count ->
                [0] an appointment
               *[other] an appointment with { $names }
            }
       *[yes]
            { $count ->
                [0] <b>{ $title }</b>
               *[other] <b>{ $title }</b> with { $names }
            }
    }
# In its place where a sentence begins with it, and it has no title yet.
booking-untitled =
    { $count ->
        [0] New appointment
       *[other] New appointment with { $names }
    }
booking-others = { $count } others

## Title

booking-title-asked = { $what }. What is it about? Type it.
booking-title-known = What is it about? Now: <b>{ $title }</b>. Type it.
booking-title-long = That is { $count } characters; a title has { $limit } at most.
booking-title-empty = I cannot read a title in that.

## People

booking-people-asked = { $what }. Who should come? Tap, or type @names.
booking-people-link =
    { $count ->
        [one] { $names } has not opened me yet. You get a link to send.
       *[other] { $names } have not opened me yet. You get links to send.
    }
booking-people-optional = Who is optional is in nobody's way. One more tap leaves them out.
booking-people-some = Only some of them are needed? Type for example: any 2 of @ana @bo @chen.
booking-people-choice =
    { $need ->
        [0] Somebody has to be needed: now all of them are. Who need not come can be optional.
       *[other] You named { $count }, so { $need } of them cannot be needed: now all of them are.
    }
booking-people-self = You are in it anyway.
booking-people-bot = { $name } is a bot, and bots do not come to appointments.
booking-people-twice = { $names } is in it already.
booking-people-unread = I do not know who "{ $text }" is. Type an @name, or choose from your contacts.
booking-people-no-account = The contact { $name } has no Telegram account that I can see. Type an @name instead.
booking-people-many = { $limit } people at most, with you.
booking-contacts-asked = Choose up to { $limit } people.
button-just-me = Just me
button-from-contacts = From my contacts
button-choose-contacts = Choose from my contacts
button-chosen = ✓ { $name }
button-chosen-optional = ✓ { $name }, optional

## Day

booking-day-asked = { $what }. Which day?
booking-day-dots =
    { $count ->
        [0] A dot: over, or no time when enough are free.
        [1] A dot: over, or no time when you are free.
        [2] A dot: over, or no time when both are free.
        [3] A dot: over, or no time when all three are free.
       *[other] A dot: over, or no time when all { $count } are free.
    }
booking-day-over = { $day } is over.
booking-day-off = You do not work on { $day }.
booking-day-off-typed = You do not work on { $day }. To book it all the same, type it with a time: { $day } 10:00
booking-day-full =
    { $count ->
        [0] On { $day } there is no { $length } when enough are free.
        [1] On { $day } there is no { $length } when you are free.
        [2] On { $day } there is no { $length } when both are free.
        [3] On { $day } there is no { $length } when all three are free.
       *[other] On { $day } there is no { $length } when all { $count } are free.
    }
booking-day-legend = Tap a day; ‹ and › show other months. You can also type one: thu, tomorrow, 5 Nov.
booking-month-over = That month is over.
booking-month-far = I book up to a year ahead.
booking-day-none = No calendar has that day.
booking-day-which = Which day is meant?
booking-day-unread = I cannot read "{ $text }" as a day. Tap one, or type for example: thu, tomorrow, 5 Nov.

## Length and time

booking-time-asked = { $what }, { $day }. How long, and when ({ $city })?
booking-time-free =
    { $count ->
        [0] Enough are free at these times.
        [1] You are free at these times.
        [2] Both are free at these times.
        [3] All three are free at these times.
       *[other] All { $count } are free at these times.
    }
booking-time-free-clocks =
    { $count ->
        [0] Enough are free at these times; { $clocks }.
        [1] You are free at these times; { $clocks }.
        [2] Both are free at these times; { $clocks }.
        [3] All three are free at these times; { $clocks }.
       *[other] All { $count } are free at these times; { $clocks }.
    }
booking-clock-ahead = { $city } is { $length } ahead
booking-clock-behind = { $city } is { $length } behind
booking-time-none =
    { $count ->
        [0] No { $length } of that day is free for enough of them.
        [1] No { $length } of that day is free for you.
        [2] No { $length } of that day is free for both.
        [3] No { $length } of that day is free for all three.
       *[other] No { $length } of that day is free for all { $count }.
    }
booking-time-unknown = I cannot check for { $names }.
booking-time-type = Or type: 14:15, 50 min.
booking-time-over = { $when } is over. When is <b>{ $title }</b>?
booking-noted = Noted: { $what }.
booking-time-noted =
    { $count ->
        [one] Noted: { $time }. The day is still open.
       *[other] Noted: { $time }. Which of them is asked when the day is known.
    }
booking-time-no-such = There is no { $time }.
booking-time-unread = I cannot read "{ $text }" as a time. Tap one, or type for example: 14:15, 50 min.
booking-time-half = { $day } at { $first } or { $second }?
booking-time-skipped = Clocks go from { $before } to { $after } that night in { $city }, so there is no { $time }. Take:
booking-time-twice = Clocks go back that night in { $city }, so { $time } comes twice. Which one?
booking-length-asked =
    { $titled ->
        [yes] How long is <b>{ $title }</b>? From 5 minutes to one working day.
       *[no] How long is it? From 5 minutes to one working day.
    }
booking-length-limits = A length is from 5 minutes to one working day.
booking-read-as = I read "{ $written }" as { $meant }.
booking-unread = I did not understand "{ $text }".
button-earlier = Earlier
button-tomorrow-at = Tomorrow { $time }
button-marked = • { $label }
button-first-of-two = { $time }, first
button-second-of-two = { $time }, second

## Place and notes

booking-place-asked = { $what }. Where is it? Type it; a link becomes [Join] in the reminder.
booking-place-known = { $what }. Where is it? Now: { $place }. Type it.
booking-place-long = That is { $count } characters; a place has { $limit } at most.
booking-notes-asked = { $what }. What should everybody read with it? Type it.
booking-notes-known = { $what }. What should everybody read with it? Now: { $note }. Type it.
booking-notes-long = That is { $count } characters; notes have { $limit } at most.
button-no-place = No place
button-no-notes = No notes

## The card

booking-place = Place: { $place }
booking-notes = Notes: { $note }
booking-free-you = You are free.
booking-free-one = { $names } is free.
booking-free-some = { $names } are free.
booking-free-all = Everybody is free.
booking-not-opened =
    { $count ->
        [one] { $names } has not opened me yet, so I cannot check their time or write first. You get a link to send.
       *[other] { $names } have not opened me yet, so I cannot check their time or write first. You get links to send.
    }
booking-not-writable =
    { $count ->
        [one] I cannot write to { $names } now. You get a link to send.
       *[other] I cannot write to { $names } now. You get links to send.
    }
booking-hours-unknown =
    { $count ->
        [one] { $names } has not told me their city yet, so I cannot check their time.
       *[other] { $names } have not told me their city yet, so I cannot check their time.
    }
booking-soft =
    { $count ->
        [one] { $names } has not decided on another invitation for that time.
       *[other] { $names } have not decided on another invitation for that time.
    }
booking-soft-you = You have not decided on another invitation for that time.
booking-optional =
    { $count ->
        [one] { $names } is optional.
       *[other] { $names } are optional.
    }
booking-optional-misses = Optional, and would miss it: { $line }
booking-misses = Would miss it: { $line }
booking-misses-unsuited = { $name } would miss it.
button-book = Book
button-book-link = Book and get the link
button-book-links = Book and get the links
button-book-anyway = Book anyway
button-title = Title
button-people = People
button-day = Day
button-time = Time
button-place = Place
button-notes = Notes

## When it does not suit, and other times

booking-unsuitable =
    { $count ->
        [0] This does not suit enough people. <b>{ $title }</b>
        [1] This does not suit you. <b>{ $title }</b>
       *[other] This does not suit everybody. <b>{ $title }</b>
    }
booking-rival =
    { $count ->
        [one] { $names } has just been booked at that time. <b>{ $title }</b>
       *[other] { $names } have just been booked at that time. <b>{ $title }</b>
    }
booking-rival-you = You have just been booked at that time. <b>{ $title }</b>
booking-no-longer = <b>{ $title }</b> no longer suits everybody. { $why }
booking-unsuited = That time does not suit { $name }.
booking-invited-enough =
    { $count ->
        [one] You have not met { $names } here, and you can invite at most twenty such people a day. Nobody has been asked. Leave them out, or try again from { $when } on.
       *[other] You have not met { $names } here, and you can invite at most twenty such people a day: these are too many. Nobody has been asked. Leave them out, or try again from { $when } on.
    }
booking-told-enough =
    { $count ->
        [one] You have not met { $names } here, and I say five times a day whether a time suits them. Nobody has been asked; ask me again tomorrow.
       *[other] You have not met { $names } here, and I say five times a day whether a time suits somebody. Nobody has been asked; ask me again tomorrow.
    }
booking-fit-you = You: { $fit }
booking-fit = { $name }: { $time } in { $city }, { $fit }
booking-fit-nowhere = { $name }: { $fit }
booking-fit-free = free
booking-fit-busy = busy
booking-fit-before-hours = starts { $length } before the working day
booking-fit-after-hours = ends { $length } after the working day
booking-fit-break = { $length } of it in the break
booking-fit-day-off = no working day
booking-fit-time-off = away that day
booking-fit-buffer = too close to another appointment, by { $length }
booking-fit-short-notice = { $length } sooner than others may book you
booking-fit-day-full = as many appointments that day as you allow
booking-fit-maybe-busy = another invitation then, not answered
booking-fit-unknown = not known
booking-why-busy = { $when } is { $time } in { $city }, and { $name } is busy.
booking-why-before-hours = { $when } is { $time } in { $city } and starts { $length } before { $name }'s working day.
booking-why-after-hours = { $when } is { $time } in { $city } and ends { $length } after { $name }'s working day.
booking-why-break = { $when } is { $time } in { $city } and { $length } of it is in { $name }'s break.
booking-why-day-off = { $when } is { $time } in { $city }, where { $name } does not work that day.
booking-why-time-off = { $when } is { $time } in { $city }, and { $name } is away that day.
booking-why-other = { $when } is { $time } in { $city }, and that does not suit { $name }.
booking-can-at =
    { $count ->
        [0] Enough can at:
        [1] You can at:
        [2] Both can at:
        [3] All three can at:
       *[other] All { $count } can at:
    }
booking-can-at-once =
    { $count ->
        [0] Enough can at { $clocks }:
        [1] You can at { $clocks }:
        [2] Both can at { $clocks }:
        [3] All three can at { $clocks }:
       *[other] All { $count } can at { $clocks }:
    }
booking-same-hours =
    { $count ->
        [one] { $days }, the same hour
       *[other] { $days }, the same hours
    }
booking-miss-at = { $when }: without { $names }.
booking-soft-at =
    { $count ->
        [one] { $when }: { $names } has not decided on another invitation for that time.
       *[other] { $when }: { $names } have not decided on another invitation for that time.
    }
booking-soft-you-at = { $when }: you have not decided on another invitation for that time.
booking-not-asked =
    { $count ->
        [one] Outside working hours { $names } is not asked. They can allow it under "Outside these hours" in /settings.
       *[other] Outside working hours { $names } are not asked. They can allow it under "Outside these hours" in /settings.
    }
booking-nobody-asked = Nobody has been asked yet.
booking-no-common =
    { $count ->
        [0] No hour is inside the day of enough people. Closest: { $when }{ $elsewhere }: { $costs }.
       *[other] No hour is inside everyone's day. Closest: { $when }{ $elsewhere }: { $costs }.
    }
booking-no-common-at = , { $time } in { $city }
booking-cost-late =
    { $own ->
        [yes] { $length } too late for you
       *[no] { $length } too late for { $name }
    }
booking-cost-early =
    { $own ->
        [yes] { $length } too early for you
       *[no] { $length } too early for { $name }
    }
booking-cost-break =
    { $own ->
        [yes] { $length } in your break
       *[no] { $length } in { $name }'s break
    }
booking-cost-off =
    { $own ->
        [yes] no working day for you
       *[no] no working day for { $name }
    }
booking-no-time = I find no time.
booking-further =
    { $found ->
        [0] I looked until { $day }.
       *[other] There is no time within two weeks; I looked until { $day }.
    }
button-book-at = Book { $when }
button-other-times = Other times
button-other-days = Other days
button-leave-out = Leave { $name } out
button-ask-anyway = Ask { $name } anyway
button-ask-them-anyway = Ask them anyway

## Drafts that were left, lost or thrown away

booking-kept = You were booking { $what }.
booking-instead = <b>{ $title }</b> would take the place of { $what }, which is not booked yet.
booking-kept-choose = Tap one first: go on, or start new.
booking-discarded = Thrown away. Nobody was asked.
booking-lost = I no longer have this draft; I keep one for 7 days. It was { $what }.
booking-lost-when = It was to be on { $when }.
booking-lost-untitled = I no longer have this draft; I keep one for 7 days.
booking-lost-other = Meanwhile you are booking { $what }.
booking-either = Does that change { $what }, or is "{ $title }" a new appointment?
booking-replaces = This takes the place of "{ $title }", which was not booked.
booking-lost-typed = I no longer have what you were booking on { $when }. Is <b>{ $title }</b> what it is about?
booking-booked =
    { $count ->
        [0] Booked. <b>{ $title }</b>
        [1] Booked, and { $names } is asked. <b>{ $title }</b>
        [2] Booked, and both are asked. <b>{ $title }</b>
        [3] Booked, and all three are asked. <b>{ $title }</b>
       *[other] Booked, and all { $count } are asked. <b>{ $title }</b>
    }
booking-booked-link =
    { $count ->
        [one] Booked. Now send { $names } the link. <b>{ $title }</b>
       *[other] Booked. Now send { $names } the links. <b>{ $title }</b>
    }
button-change-draft = Change { $title }
button-new-titled = New: { $title }
button-go-on = Go on
button-start-new = Start new
button-start-again = Start again

## One line

# What one line leaves open. "text" and "time" quote what was typed.
booking-asked-past =
    { $titled ->
        [yes] { $when } is over. When is <b>{ $title }</b>?
       *[no] { $when } is over. When is it to be?
    }
booking-asked-no-time = There is no { $time }. When on { $day } ({ $city })?
booking-asked-hour = When on { $day } ({ $city })?
booking-asked-part = "{ $text }" names no time. Which one?
booking-asked-part-day = "{ $text }" names no time. When on { $day } ({ $city })?
booking-asked-half = "{ $text }" may be morning or evening. Which one?
booking-asked-order = "{ $text }" can be two days. Which one?
booking-asked-weekday = "{ $text }" can be several days. Which one?
booking-asked-midnight = "{ $text }": in which night?
booking-asked-week = "{ $text }" is several days. Which one?
booking-asked-choice = "{ $text }": which one?
booking-asked-guess = "{ $text }": did you mean one of these? It was looked up in a dictionary, and may be wrong.
booking-asked-no-date = No calendar has "{ $text }". Which day?
booking-asked-contradiction = "{ $text }" is not the same day. Which one?
booking-asked-zone = "{ $text }" can be the time of several places. When is it in yours ({ $city })?
booking-asked-clocks = The clocks change then, so "{ $text }" is not one time. When ({ $city })?
booking-asked-series = I cannot book "{ $text }" yet, only the first one.
booking-learned-order = From now on I read { $text } as { $day }.
booking-learned-hours = From now on I read { $text } as { $time }.
booking-forwarded-hidden = { $name } wrote that, and Telegram does not tell me who it is. Type an @name, or choose from your contacts.
booking-offered-title = I see no day, no time and nobody's @name in that. Is "<b>{ $title }</b>" to be an appointment?
button-day-at = { $day }, { $time }
button-book-only = Book only { $day }

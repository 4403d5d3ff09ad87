# /settings, /help and the bot's menu. Keys begin with "settings-", its own buttons with "button-".

settings-title = Your settings. Tap what you want to change.
settings-none = none
settings-off = off
settings-no-hours = never
button-city = { $time } in { $city }
button-hours = { $hours }
button-outside =
    { $then ->
        [ask] Outside these hours: ask me
       *[refuse] Outside these hours: no
    }
button-reminders = Reminders: { $leads }
button-save = Save
button-none = None
button-day-on = ✓ { $day }

## Working hours

settings-hours = When can you be booked ({ $city })?
settings-day = { $day }  { $hours }
settings-hours-none = Every day is off, so nobody can book you.
settings-hours-how =
    Tap a day or a time, or type what it should be:
    <code>Mon-Thu 9-12, 13-18; Fri off</code>
settings-hours-read = I read it so. Shall I keep it?
settings-hours-kept = Kept.
settings-hours-again = I no longer have what you typed. Please type it once more.
settings-hours-unread = I cannot read "{ $text }" as hours.
settings-hours-no-such-time = { $day }: there is no such time. The day goes from 00:00 to 24:00.
settings-hours-overlap = { $day }: { $span } overlaps with another time.

## Time off

button-time-off = Time off
button-drop-off = Not off: { $days }
settings-off-title = You are off on:
settings-off-none = You take no time off.
settings-off-line = { $days }
settings-off-how =
    Type the dates:
    <code>24 Dec - 2 Jan</code>
settings-off-kept = Kept. Nobody can book you then.
settings-off-unread = I cannot read "{ $text }" as dates ahead.
settings-off-ends-first = "{ $text }" ends before it begins. Add the year if another one is meant.
settings-off-many = { $limit } spans are the most. Give one back first.
settings-outside =
    { $count ->
        [one] This is outside your hours now, and stays as it is:
       *[other] These are outside your hours now, and stay as they are:
    }
settings-outside-line = { $when } <b>{ $title }</b>
settings-outside-more = and { $count } more

## Reminders

settings-reminders = I remind you { $leads } before.
settings-reminders-none = I do not remind you.
settings-reminders-how =
    Tap, or type when:
    <code>2 h, 10 min</code>
settings-reminders-many = Five reminders are the most.
settings-reminders-far = "{ $text }": from 1 minute to 30 days before.
settings-reminders-unread = I cannot read "{ $text }" as a length.
popup-reminders-many = Five reminders are the most. Take another one out first.

settings-read-as = I read "{ $written }" as { $meant }.
settings-unread = I did not understand "{ $text }".

## Help

help =
    I book appointments. Write one line, and I find a time that suits everybody in it:
    <code>{ $example }</code>

    Each sees it in their own time and answers with one tap. Nobody is asked outside their working hours, nobody is booked twice, and everybody is reminded.

    /new – an appointment, step by step
    /agenda – what lies ahead, and what waits for your answer
    /free – when you are free, alone or with others
    /why – why you cannot be booked at some time
    /settings – your city and journeys, working hours and limits, reminders, privacy
    /export – everything that I keep of you
    /delete – remove it, and leave

## The bot's menu and its page

menu-new = A new appointment
menu-agenda = Your next appointments
menu-free = When you are free, alone or with others
menu-settings = City, journeys, hours, limits, reminders, privacy
menu-help = What I can do
menu-export = Everything that I keep of you
menu-delete = Remove it, and leave
menu-description = I book appointments with people in any time zone: write one line, tap once. Nobody is asked outside working hours, nobody is booked twice, everybody is reminded.
menu-short = Book appointments by chatting, across time zones.

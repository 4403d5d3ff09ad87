# Words that every conversation shares. How catalogues are written:
# - keys are lower case with dashes: `booked`, `button-book`, `popup-changed`. A key stands in one file only.
# - bold is <b>{ $title }</b>; a literal < or & is written &lt; or &amp;. Plain text drops the tags.
# - plurals and other choices are selectors on one argument; functions, attributes and term arguments are not played.
# - a line break or a blank line in a text is kept as it stands here, without the indentation.

## Lengths of time

length-minutes = { $minutes } min
length-hours = { $hours } h
length-days =
    { $days ->
        [one] 1 day
       *[other] { $days } days
    }
just-now = just now

## Answers, after a name: "Bo: accepted". The first five bear the names of RFC 5545's PARTSTAT and of our roles

answer-accepted = accepted
answer-tentative = maybe
answer-declined = declined
answer-needs-action = not answered
answer-organizer = organizer
answer-asked-again = asked again
answer-not-reached = not reached

you = you

# Of several people only some are needed, whichever they are.
needed-some =
    { $count ->
        [1] Any one of { $names } is needed.
       *[other] Any { $count } of { $names } are needed.
    }

## Buttons that more than one conversation has

button-accept = Accept
button-agenda = Agenda
button-another-time = Another time
button-back = Back
button-cancel-it = Cancel it
button-decline = Decline
button-discard = Discard
button-done = Done
button-edit = Edit
button-help = Help
button-later = Later
button-maybe = Maybe
button-move = Move
button-new-appointment = New appointment
button-next = Next
button-no = No
button-open = Open
button-settings = Settings
button-undo = Undo
button-yes = Yes

## When something failed that should not have

our-fault = That did not work, and nothing was changed. Try again; if it fails twice, the operator can look up { $incident }.
button-try-again = Try again

## When a server is away for longer than a moment

outage-tapped = Something of mine is away for a moment. I have your tap and come back to it as soon as I can; you may also tap it again.
outage-typed = Something of mine is away for a moment. I have what you wrote, and answer as soon as I can.
answer-lost-tapped = Your tap has been done, but my answer got lost on the way. Tap again to see how things stand: nothing is done twice.
answer-lost-typed = I have read what you wrote, but my answer got lost on the way. See /agenda for how things stand, or write it again.

## When somebody sends more than anybody can read

slow-down = Slow down a little: I have skipped what came too fast. Wait ten seconds, then go on.

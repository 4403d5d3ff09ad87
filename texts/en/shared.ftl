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

# The cards of appointments and everything one does on them. Keys begin with "card-".

## The first line

card-title = <b>{ $title }</b>
card-moved = Moved. <b>{ $title }</b>
card-invites = { $name } invites you to <b>{ $title }</b>
card-asks-again = { $name } moved <b>{ $title }</b>
card-accepted = You accepted <b>{ $title }</b>
card-tentative = You said maybe to <b>{ $title }</b>
card-declined = You declined <b>{ $title }</b>
card-over = <b>{ $title }</b> is over
card-cancelled = { $name } cancelled <b>{ $title }</b>, { $when }.
card-cancelled-why = { $name } cancelled <b>{ $title }</b>, { $when }: "{ $reason }".
card-cancelled-own = You cancelled <b>{ $title }</b>, { $when }.

## The lines below it

card-was = { $when }, was { $was }
card-place = Place: { $place }
card-notes = Notes: { $note }
card-with = With { $names }.
card-invited-with = { $name } invites you and { $names }.
card-invited = { $name } invites you.
card-answered = { $name } ({ $answer })
card-answer = { $name }: { $answer }
card-answer-before = { $answer } ({ $before } { $weekday })
card-answer-because = { $answer } ("{ $reason }")
card-answer-optional = { $answer }, optional
card-you-optional = You are optional: it takes place without you too.
card-you-any =
    { $need ->
        [1] You are one of { $count }, of whom any one is needed.
       *[other] You are one of { $count }, of whom any { $need } are needed.
    }
card-count = { $answer }: { $count }
card-your-yes =
    { $by ->
        [clock] Your yes was for { $old }. Can you come at { $new }?
       *[day] Your yes was for { $old }. Can you come on { $new }?
    }
card-your-maybe =
    { $by ->
        [clock] Your maybe was for { $old }. Can you come at { $new }?
       *[day] Your maybe was for { $old }. Can you come on { $new }?
    }
card-your-no =
    { $by ->
        [clock] You had declined { $old }. Can you come at { $new }?
       *[day] You had declined { $old }. Can you come on { $new }?
    }
card-day-free = You have nothing else that day.
card-day-clash = You are busy then: { $title }, { $clocks }.
card-day-before = That day you have { $title } until { $end }, then nothing else.
card-day-after = That day you have nothing until { $start }, then { $title }.
card-day-both = That day you have { $title } until { $end }, then nothing until { $start }.
card-outside-after = This ends { $length } after your working day.
card-outside-before = This starts { $length } before your working day.
card-outside-break = { $length } of this is in your break.
card-outside = This is { $time } for you ({ $city }), outside your working day.
card-remind = I will remind you { $when }.
card-remind-more = I will remind you { $when }, and { $last }.
card-remind-on = on { $when }
card-remind-before = { $length } before
card-hours = You can be booked { $hours }.

## Answering

card-declines = You declined <b>{ $title }</b>. { $name } will know in { $seconds } seconds.
card-reason-asked = Why can you not come to <b>{ $title }</b>? { $name } reads it. Type it.
card-reason-kept = You declined <b>{ $title }</b>: "{ $reason }". { $name } gets it with your answer.
card-comment-asked = What do you want to say with your answer to <b>{ $title }</b>? Everybody in it reads it. Type it.
card-comment-kept = { $headline }: "{ $comment }"
card-change-asked = { $headline }. Change your answer?
card-cannot-come = Decline <b>{ $title }</b>, or ask for another time?
card-cannot-come-only = Decline <b>{ $title }</b>?

## Calling off

card-cancel-asked = Cancel <b>{ $title }</b>, { $when }?
card-cancel-asked-told = Cancel <b>{ $title }</b>, { $when }? { $names } will be told.
card-cancel-reason-asked =
    { $count ->
        [1] Why is <b>{ $title }</b> cancelled? { $names } reads it. Type it.
       *[other] Why is <b>{ $title }</b> cancelled? { $names } read it. Type it.
    }
card-cancels = Cancelled. { $names } will know in { $seconds } seconds.
card-cancels-why = Cancelled: "{ $reason }". { $names } will know in { $seconds } seconds.
card-cancels-alone = Cancelled.

## Moving and editing

card-move-asked =
    { $count ->
        [0] Move <b>{ $title }</b> to when? Now: { $when }. Enough can at these. Or type: fri 8:00
        [1] Move <b>{ $title }</b> to when? Now: { $when }. You can at these. Or type: fri 8:00
        [2] Move <b>{ $title }</b> to when? Now: { $when }. Both can at these. Or type: fri 8:00
        [3] Move <b>{ $title }</b> to when? Now: { $when }. All three can at these. Or type: fri 8:00
       *[other] Move <b>{ $title }</b> to when? Now: { $when }. All { $count } can at these. Or type: fri 8:00
    }
card-move-none =
    { $count ->
        [0] Move <b>{ $title }</b> to when? Now: { $when }. I find no time that suits enough people. Type one: fri 8:00
       *[other] Move <b>{ $title }</b> to when? Now: { $when }. I find no time that suits everybody. Type one: fri 8:00
    }
card-move-unsuitable = <b>{ $title }</b> stays at { $when }: the other time does not suit { $names }. { $then }
card-move-all-can =
    { $count ->
        [0] Enough can at:
        [1] You can at:
        [2] Both can at:
        [3] All three can at:
       *[other] All { $count } can at:
    }
card-move-day = Move <b>{ $title }</b> to which day? Now: { $when }. Tap one, or type: fri 8:00
card-move-time =
    { $count ->
        [0] Move <b>{ $title }</b> to { $day }. When ({ $city })? Enough are free at these times. Or type: 14:15
        [1] Move <b>{ $title }</b> to { $day }. When ({ $city })? You are free at these times. Or type: 14:15
        [2] Move <b>{ $title }</b> to { $day }. When ({ $city })? Both are free at these times. Or type: 14:15
        [3] Move <b>{ $title }</b> to { $day }. When ({ $city })? All three are free at these times. Or type: 14:15
       *[other] Move <b>{ $title }</b> to { $day }. When ({ $city })? All { $count } are free at these times. Or type: 14:15
    }
card-move-wished =
    { $count ->
        [0] Move <b>{ $title }</b>? Now: { $when }. Enough are free.
        [1] Move <b>{ $title }</b>? Now: { $when }. You are free.
       *[other] Move <b>{ $title }</b>? Now: { $when }. Everybody is free.
    }
card-edit-asked = What changes on <b>{ $title }</b>? Everybody keeps their answer.
card-edit-title = What is it called? Now: <b>{ $title }</b>. Type it.
card-edit-place =
    { $known ->
        [yes] Where is <b>{ $title }</b>? Now: { $now }. Type it; a link becomes [Join] in the reminder.
       *[no] Where is <b>{ $title }</b>? Type it; a link becomes [Join] in the reminder.
    }
card-edit-note =
    { $known ->
        [yes] What should everybody read with <b>{ $title }</b>? Now: { $now }. Type it.
       *[no] What should everybody read with <b>{ $title }</b>? Type it.
    }
card-edit-long = That is { $count } characters; { $limit } is the most. A shorter one, please.
card-edit-unread = I can only read text here. Type it, or go back.

button-accept-anyway = Accept anyway
button-change-answer = Change answer
button-change-hours = Change my hours
button-add-reason = Add a reason
button-add-comment = Add a comment
button-with-reason = With a reason
button-to-calendar = To my calendar
calendar-file = appointment
button-keep-it = Keep it
button-book-again = Book again
button-move-to = Move to { $when }
button-pick-day = Pick a day
button-send-link = Send the link
button-send-link-to = Send { $name } the link
button-open-title = Open { $title }
button-back-to-agenda = Back to agenda

## Reminders of one appointment

card-reminders = Reminders of <b>{ $title }</b>, for you alone.
card-reminders-none = No reminder lies ahead.
button-own-reminders = Reminders
button-as-usual = As usual

## Lines that order something of an appointment

order-which = Which one?
order-not-yours = { $name } arranges <b>{ $title }</b>.
button-which = { $title }, { $when }

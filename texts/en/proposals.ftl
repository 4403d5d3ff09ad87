# Another time: what an attendee asks for, and what the organizer does with it. Keys begin with "proposal-".

proposal-asked =
    { $count ->
        [0] Another time for <b>{ $title }</b>? Now: { $when }. Enough can at these. Or type: fri 8:00
        [2] Another time for <b>{ $title }</b>? Now: { $when }. Both can at these. Or type: fri 8:00
        [3] Another time for <b>{ $title }</b>? Now: { $when }. All three can at these. Or type: fri 8:00
       *[other] Another time for <b>{ $title }</b>? Now: { $when }. All { $count } can at these. Or type: fri 8:00
    }
proposal-none =
    { $count ->
        [0] Another time for <b>{ $title }</b>? Now: { $when }. I find no time that suits enough people. Type one: fri 8:00
       *[other] Another time for <b>{ $title }</b>? Now: { $when }. I find no time that suits everybody. Type one: fri 8:00
    }
proposal-wished =
    { $count ->
        [0] Ask for another time for <b>{ $title }</b>? Now: { $when }. Enough are free.
       *[other] Ask for another time for <b>{ $title }</b>? Now: { $when }. Everybody is free.
    }
proposal-unsuitable =
    { $count ->
        [0] { $when } does not suit enough people.
       *[other] { $when } does not suit everybody.
    }
proposal-unread = I cannot read "{ $text }" as a day and a time.
proposal-same = That is when <b>{ $title }</b> is now.
proposal-sent = { $name } knows that you ask for { $wish }. Until then <b>{ $title }</b> stays on { $when }.
proposal-request =
    { $count ->
        [0] { $name } asks for another time for <b>{ $title }</b>: { $wish }. Enough can. Now: { $when }.
        [2] { $name } asks for another time for <b>{ $title }</b>: { $wish }. Both can. Now: { $when }.
        [3] { $name } asks for another time for <b>{ $title }</b>: { $wish }. All three can. Now: { $when }.
       *[other] { $name } asks for another time for <b>{ $title }</b>: { $wish }. All { $count } can. Now: { $when }.
    }
proposal-request-plain = { $name } asks for another time for <b>{ $title }</b>: { $wish }. Now: { $when }.
proposal-requests = Other times are asked for <b>{ $title }</b>. Now: { $when }.
proposal-request-line = { $names }: { $wish }
proposal-gone = Nobody asks for that time any more.
proposal-kept-own = <b>{ $title }</b> stays. { $names } will know.
proposal-kept = { $name } keeps <b>{ $title }</b> on { $when }.
proposal-lapsed-moved = You asked for { $wish } for <b>{ $title }</b>. It has moved meanwhile, so that has lapsed.
proposal-lapsed-begun = You asked for { $wish } for <b>{ $title }</b>. { $name } did not answer; it begins now.
proposal-taken = { $name } moved <b>{ $title }</b>, as you asked

proposal-wished-too = Another time for <b>{ $title }</b>? Now: { $when }.
proposal-wished-line = { $names } can at: { $wish }
proposal-others-asked =
    { $count ->
        [one] { $names } is asked whether that suits too.
       *[other] { $names } are asked whether that suits too.
    }
button-ask-everybody = Ask everybody
button-ask-for = Ask for { $when }
button-ask-for-anyway = Ask for { $when } anyway
button-keep-day = Keep { $day }
button-suggest-time = Suggest a time

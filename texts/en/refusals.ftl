# Expected noes, as a pop-up or where no conversation has a richer way on: "refusal-" and the class in scheduling/refusals.py.

popup-not-counted = Not counted: that was for { $old }. { $title } is now on { $when }. Please answer the new time.
popup-not-counted-long-ago = Not counted: { $title } has moved since. It is now on { $when }. Please answer the new time.
popup-not-counted-answered = Not counted: { $title } has moved since. It is now on { $when }, and you have answered that.
popup-moved-as-asked = { $title } is now on { $when }, as you asked. You are in.
popup-changed-own = { $title } has moved since. It is now on { $when }.
popup-cancelled = { $title } was cancelled. It was to be on { $when }.
popup-over = { $title } is over. It was on { $when }.
popup-same = So it stands already.
popup-not-yours = These buttons are for somebody else.
popup-told-already =
    { $count ->
        [1] { $names } knows already, so { $title } stays cancelled.
       *[other] { $names } know already, so { $title } stays cancelled.
    }
popup-hour-taken = That hour is taken meanwhile, so { $title } stays cancelled.

refusal-busy-then = You are busy then: <b>{ $other }</b>, { $when }. { $standing }
refusal-busy-then-unnamed = You are busy then. { $standing }
refusal-still-needs-action = <b>{ $title }</b> is still unanswered.
refusal-still-tentative = You are still down as maybe for <b>{ $title }</b>.
refusal-still-declined = <b>{ $title }</b> is still declined.
refusal-told-enough =
    { $count ->
        [one] <b>{ $title }</b> stays at { $when }. You have not met { $names } here, and I say five times a day whether a time suits them; ask me again tomorrow.
       *[other] <b>{ $title }</b> stays at { $when }. You have not met { $names } here, and I say five times a day whether a time suits somebody; ask me again tomorrow.
    }
refusal-in-the-past = { $when } is over. When should it be? Type another day or time.
refusal-bad-duration = An appointment takes from 5 minutes to one working day. How long should it be?
refusal-too-many-people = That is more than { $limit } people, the most that one appointment has room for.

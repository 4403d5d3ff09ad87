# /free and /why. Keys begin with "free-" and "why-".

free-title =
    { $count ->
        [1] You are free for { $length } ({ $city }). Tap a number to book there.
        [2] You and { $names } are both free for { $length } ({ $city }). Tap a number to book there.
       *[other] You, { $names } are all free for { $length } ({ $city }). Tap a number to book there.
    }
free-choice = /free counts everybody whom you name; where only some are needed, /new finds a time.
free-day = <b>{ $day }</b>
free-line = { $number }  { $clocks }
free-all-day = all day
free-none =
    { $count ->
        [1] In the next two weeks you are never free for { $length }.
        [2] In the next two weeks you and { $names } are never free for { $length } together.
       *[other] In the next two weeks you, { $names } are never free for { $length } together.
    }
free-none-on =
    { $count ->
        [1] On { $day } you are not free for { $length }.
        [2] On { $day } you and { $names } are not free for { $length } together.
       *[other] On { $day } you, { $names } are not free for { $length } together.
    }
free-none-between =
    { $count ->
        [1] From { $day } to { $last } you are never free for { $length }.
        [2] From { $day } to { $last } you and { $names } are never free for { $length } together.
       *[other] From { $day } to { $last } you, { $names } are never free for { $length } together.
    }
free-after = Not before { $clock }.
free-unseen = I cannot say when { $names } can: I show free time to people who have met here, and to whom it was allowed.
free-many = I look for seven people at most, with you.
free-far = I look up to a year ahead.
free-long = I list { $limit } days at most.
free-how =
    Type it so, each part may be left out:
    <code>/free @bo_berlin 45 min thu</code>
button-more = More
button-free = Free time

## /why

why-how =
    Which time? Type a day and an hour behind it:
    <code>/why Tue 10:00</code>
why-over = { $when } is over.
why-busy = You have <b>{ $title }</b> then, { $clocks }.
why-invited = You have not answered an invitation for that time.
why-nothing = Nothing of yours is in the way.
why-other-busy = { $name }: busy
why-other-free = { $name }: free
why-other-outside = { $name }: outside
button-working-hours = Working hours
button-book-there = Book then

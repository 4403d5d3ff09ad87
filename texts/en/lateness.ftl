# On my way, and running late. Keys begin with "late-".

late-known =
    { $count ->
        [1] { $names } knows: you come at about { $time }.
       *[other] { $names } know: you come at about { $time }.
    }
late-on-the-way =
    { $count ->
        [1] { $names } sees that you are on the way to <b>{ $title }</b>.
       *[other] { $names } see that you are on the way to <b>{ $title }</b>.
    }
late-known-already =
    { $count ->
        [1] { $names } knows already.
       *[other] { $names } know already.
    }
late-unreached = { $names } cannot be reached.
late-news = { $name } will be about { $length } late for <b>{ $title }</b>, { $day }: about { $time } ({ $city }).
late-news-on-time = { $name } will be on time after all for <b>{ $title }</b>, { $day }, { $time } ({ $city }).

answer-on-the-way = on the way
answer-late = { $length } late

button-on-my-way = On my way
button-ten-late = 10 min late
button-twenty-late = 20 min late
button-on-time = On time after all

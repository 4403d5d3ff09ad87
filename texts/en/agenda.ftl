# /agenda. Keys begin with "agenda-".

agenda-next =
    { $waiting ->
        [0] Your next appointments ({ $city }).
        [1] Your next appointments ({ $city }). One waits for your answer.
       *[other] Your next appointments ({ $city }). { $waiting } wait for your answer.
    }
agenda-waiting =
    { $waiting ->
        [1] This waits for your answer ({ $city }).
       *[other] These wait for your answer ({ $city }).
    }
agenda-past = Your last appointments ({ $city }).
agenda-day = <b>{ $day }</b>
agenda-line = { $number }  { $clocks } { $title }
agenda-line-more = { $number }  { $clocks } { $title } · { $more }
agenda-line-from = { $number }  { $clocks } { $title }, from { $name } · { $more }
agenda-answer = { $name } { $answer }
agenda-count = { $count } { $answer }
agenda-you-accepted = you accepted
agenda-you-tentative = you said maybe
agenda-you-needs-action = you have not answered
agenda-empty = Nothing ahead. Write one line, for example: <code>{ $example }</code>
agenda-example = Lunch tomorrow 12:30
agenda-example-with = Lunch with @{ $username } tomorrow 12:30
agenda-none-waiting = Nothing waits for your answer.
agenda-none-past = Nothing yet.
button-to-answer = To answer ({ $count })
button-past = Past
button-ahead = Ahead

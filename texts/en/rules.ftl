# When the rules of a zone's clocks change. Keys begin with "rules-".

rules-moved = New rules for the clocks in { $city } have moved <b>{ $title }</b>
rules-stays = <b>{ $title }</b> keeps its hour in { $city }, where the rules for clocks have changed. For others it has moved:
rules-other = { $name }: { $time } in { $city }, was { $was }
rules-kept = <b>{ $title }</b> keeps its hour in { $city }, where the rules for clocks have changed:
rules-clash =
    { $but ->
        [clash] You have something else then, so please answer again.
       *[busy] You have something else then.
    }
button-keep-hour = Keep the hour there

rules-several = New rules for clocks have moved some of your appointments, for you or for others:
rules-line =
    { $but ->
        [clash] { $number }  <b>{ $title }</b>: { $when }, was { $was }; you have something else then, please answer again
        [busy] { $number }  <b>{ $title }</b>: { $when }, was { $was }; you have something else then
        [outside] { $number }  <b>{ $title }</b>: { $when }, was { $was }; outside your hours
       *[no] { $number }  <b>{ $title }</b>: { $when }, was { $was }
    }
rules-line-kept =
    { $but ->
        [clash] { $number }  <b>{ $title }</b>: { $when } as before; you have something else then, please answer again
       *[busy] { $number }  <b>{ $title }</b>: { $when } as before; you have something else then
    }
rules-line-stays = { $number }  <b>{ $title }</b>: { $when } as before, but not for { $names }
button-keep-hour-of = Keep the hour there ({ $number })

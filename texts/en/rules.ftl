# When the rules of a zone's clocks change. Keys begin with "rules-".

rules-moved = New rules for the clocks in { $city } have moved <b>{ $title }</b>
rules-stays = <b>{ $title }</b> keeps its hour in { $city }, where the rules for clocks have changed. For others it has moved:
rules-other = { $name }: { $time } in { $city }, was { $was }
rules-clash = You have something else then, so please answer again.
button-keep-hour = Keep the hour there

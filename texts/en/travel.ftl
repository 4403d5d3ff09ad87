# Where somebody is, and journeys. Keys begin with "travel-", the buttons' with "button-".

travel-here = You are in { $city }, where it is { $time }.
travel-away = You are in { $city }, where it is { $time }. At home: { $home }.
travel-line = { $days }: { $city }
travel-how =
    Have you moved? Type the city. Will you be elsewhere for some days? Type where and when:
    <code>Tokyo 10-20 Nov</code>
travel-where = Where to? Type the city.
travel-unknown = I do not know "{ $text }". Type a larger city nearby.
travel-from =
    From when are you in { $city }? Tap the first day, or type the dates:
    <code>10-20 Nov</code>
travel-until = In { $city } from { $day }. Until when? Tap the last day, or type it.
travel-kept = Kept: { $city }, { $days }. Your working hours count there then.
travel-many = { $limit } journeys are the most. Take one out first.
travel-unmoved =
    { $count ->
        [one] This has not moved, and is different for you now:
       *[other] These have not moved, and are different for you now:
    }
travel-shifted = <b>{ $title }</b>: { $when }, was { $was }
travel-shifted-outside = <b>{ $title }</b>: { $when }, was { $was }; outside your hours
travel-outside = <b>{ $title }</b>: { $when }; outside your hours
button-travel = Travelling
button-stay = Not in { $city }, { $day }

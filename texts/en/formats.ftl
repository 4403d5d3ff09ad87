# How times and dates are shown and read, in /settings. Keys begin with "formats", the button's with "button-".

button-formats = { $clock }, { $weekday } first
button-formats-order = { $clock }, { $weekday }, { $figures }
formats = How do you read times, which day begins your week, and what is { $day } in figures?

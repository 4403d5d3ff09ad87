# Public holidays, in /settings. Keys begin with "holidays-", the button's with "button-".

button-holidays-none = Holidays: none
button-public-holidays = Public holidays
button-take-holidays = Public holidays off: { $place }
button-holidays = Holidays: { $place }
holidays = Nobody can book you on the public holidays of { $place }.
holidays-none = You take no public holidays off.
holidays-line = { $day }  { $name }
holidays-how = Tap, or type a country.
holidays-unread = I know no public holidays of "{ $text }".
booking-fit-holiday = no working day
holidays-why = You: public holiday, { $name }

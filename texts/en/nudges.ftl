# Asking once more. Keys begin with "nudge-".

nudge-unanswered = You have not answered <b>{ $title }</b>
nudge-asked = { $name } would like your answer to <b>{ $title }</b>
nudge-unopened =
    { $count ->
        [one] { $names } has not opened the link. <b>{ $title }</b>, { $when }.
       *[other] { $names } have not opened their links. <b>{ $title }</b>, { $when }.
    }
nudge-told = { $name } is reminded.
nudge-told-already = { $name } has been reminded already.

button-send-again = Send again
button-remind = Remind

# Who takes part in an appointment that stands. Keys begin with "attendance-".

attendance-asked = Who takes part in <b>{ $title }</b>? Tap a name, or type @names to add somebody.
attendance-unsaved = Nobody hears of it before you tap Save.
attendance-line-same = { $name }: { $answer }
attendance-line-new = { $name }: new
attendance-line-new-optional = { $name }: new, optional
attendance-line-out = { $name }: no longer in it
attendance-line-required = { $name }: { $answer }, needed from now on
attendance-line-optional = { $name }: { $answer }, optional from now on
attendance-person = <b>{ $title }</b>. { $standing }
attendance-saved = Changed. <b>{ $title }</b>
attendance-same = Nothing has changed. <b>{ $title }</b>
attendance-picked = Thank you, I have written to { $name }. <b>{ $title }</b>
attendance-picked-link = { $name } has not opened me yet: please send them the link. <b>{ $title }</b>
attendance-in-already = { $name } takes part already. <b>{ $title }</b>
attendance-pick-asked = Which of your contacts is { $name }?
attendance-no-choice = Any so many of several can be said of a new appointment only: here each of them is needed.
attendance-unsuitable = <b>{ $title }</b> stays as it is: its time does not suit everybody who would be new or needed.
attendance-does-not-suit = { $name }: the time does not suit.

button-pick-contacts = Pick from contacts
button-needed = Needed
button-optional = Optional
button-remove = Remove
button-add-name = + { $name }

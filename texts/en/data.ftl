# /export and /delete. Keys begin with "data-".

data-export = This is everything that I keep of you: as JSON, and your appointments for your calendar. /delete removes it.
data-file = my-data
data-calendar-file = my-appointments

# Instead of the name of somebody who has left, in what others keep.
data-left = Somebody who left

data-delete-asked = This deletes everything that I keep of you.
data-delete-cancels =
    { $count ->
        [one] Your appointment will be cancelled, and the others will be told:
       *[other] Your { $count } appointments will be cancelled, and the others will be told:
    }
data-delete-declines =
    { $count ->
        [one] You will decline this one, and its organizer will be told:
       *[other] You will decline these { $count }, and their organizers will be told:
    }
data-delete-line = { $when } <b>{ $title }</b>
data-delete-more = and { $count } more
data-delete-hand-over = What the others want to keep, hand over first: whoever you ask has to agree.
data-delete-export = /export gives you a copy first.
data-delete-sure = Really? Nobody can undo this. Your settings, appointments and drafts go now. What is over stays with the others, without your name.
data-delete-changed = Please look again, this may have changed.
data-deleted = Deleted: I know nothing of you any more. What stands in this chat is yours to delete. /start begins anew.
data-kept = Nothing was deleted.
button-delete-data = Delete my data
button-delete-for-good = Delete for good
button-keep-data = Keep everything

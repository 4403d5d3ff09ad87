# The history of an appointment. Keys begin with "history-".

history-head = What changed on <b>{ $title }</b>, the newest first ({ $city }):
history-empty = Nothing has changed on <b>{ $title }</b>.
history-line = { $when }: { $what }
history-move = { $name } moved it to { $new }, was { $old }.
history-rules = The rules of the clock changed: it is at { $new }, was { $old }.
history-cancel = { $name } cancelled it.
history-cancel-why = { $name } cancelled it: "{ $reason }".
history-restore = { $name } took the cancellation back.
history-title = { $name } called it "{ $new }".
history-place = { $name } set the place: { $new }.
history-no-place = { $name } took the place away.
history-note = { $name } wrote in the notes: "{ $new }".
history-no-note = { $name } took the notes away.
history-added = { $name } added { $names }.
history-removed = { $name } removed { $names }.
history-required = { $name } needs { $names } from now on.
history-optional = { $name } made { $names } optional.
history-offer = { $name } asked { $names } to take it over.
history-handover = { $name } took it over.
history-kept = { $name } did not take it over.
history-withdrawn = { $name } no longer asks { $names } to take it over.

button-history = History
button-newer = Newer
button-older = Older

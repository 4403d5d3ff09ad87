# Asking once more. Keys begin with "nudge-".

nudge-unanswered = Anda belum menjawab <b>{ $title }</b>
nudge-asked = { $name } menantikan jawaban Anda untuk <b>{ $title }</b>
nudge-unopened =
    { $count ->
       *[other] { $names } belum membuka tautannya. <b>{ $title }</b>, { $when }.
    }
nudge-told = { $name } sudah diingatkan.
nudge-told-already = { $name } sudah pernah diingatkan.

button-send-again = Kirim lagi
button-remind = Ingatkan

# The morning agenda and quiet hours. Keys begin with "morning-" and "quiet-", the buttons' with "button-".

morning-day =
    { $waiting ->
        [0] Your day ({ $city }).
        [1] Your day ({ $city }). One waits for your answer.
       *[other] Your day ({ $city }). { $waiting } wait for your answer.
    }
morning-week =
    { $waiting ->
        [0] Your week ({ $city }).
        [1] Your week ({ $city }). One waits for your answer.
       *[other] Your week ({ $city }). { $waiting } wait for your answer.
    }
morning-asked = When shall I send you what lies ahead ({ $city })? When there is nothing, I send nothing.
morning-how =
    Tap, or type a time:
    <code>8:15</code>
morning-unread = I cannot read "{ $text }" as a time.
button-morning-off = Morning: none
button-morning = Morning: { $clock }
button-morning-weekly = Mondays: { $clock }
button-each-day = Every day
button-each-week = The week, Mon
quiet-asked =
    When shall I be quiet ({ $city })? Answers then wait for the morning.
    All else comes without a sound, and so does everything about what starts within 12 hours.
quiet-how =
    Tap, or type from when to when:
    <code>22:30-6:45</code>
quiet-unread = I cannot read "{ $text }" as hours of quiet.
button-quiet-off = Quiet hours: none
button-quiet = Quiet: { $span }

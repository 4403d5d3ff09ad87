# /status, which only operators see. Names of kinds and states are those of docs/operating.md.

operator-status = <b>Status</b>
operator-versions = Appointment bot { $version }, time zone rules { $tzdata }
operator-database = PostgreSQL { $version } answers, and so does Redis.
operator-people =
    { $count ->
        [one] { $count } person has told me where they are.
       *[other] { $count } people have told me where they are.
    }
operator-nothing-due = No notice is due.
operator-oldest-due = The oldest due notice waits for { $seconds } s.
operator-updates = Updates that wait: { $open }. Updates of the last three days that met a bug: { $aside }.
operator-notices = Notices of the last hour:
operator-notices-line = { $kind }, { $state }: { $count }
operator-no-notices = No notice came due in the last hour.

# /broadcast. Its text is the operator's own.

operator-broadcast-how = Write the text behind the command: /broadcast We are away on 24 December.
operator-broadcast-long = That is too long: a message to everybody has at most { $limit } characters.
operator-broadcast-preview =
    { $count ->
        [one] This goes to { $count } person:
       *[other] This goes to { $count } people:
    }
operator-broadcast-under-way = Sending: { $sent } of { $count } have it.
operator-broadcast-done = Sent: { $sent } of { $count } have it.
operator-broadcast-cancelled = Called off: { $sent } have it.
operator-broadcast-failed = { $failed } cannot be written to.
button-broadcast-send =
    { $count ->
        [one] Send to { $count } person
       *[other] Send to { $count } people
    }
button-broadcast-drop = Do not send
button-broadcast-stop = Stop

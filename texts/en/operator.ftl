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

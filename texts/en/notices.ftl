# Messages that come because of somebody else, or because time passes.

## Reminders

reminder-soon = In { $time }: <b>{ $title }</b>
reminder-now = Now: <b>{ $title }</b>
reminder-today = Today: <b>{ $title }</b>, { $when }.
reminder-tomorrow = Tomorrow: <b>{ $title }</b>, { $when }.
reminder-ahead = In { $time }: <b>{ $title }</b>, { $when }.
reminder-late = Late reminder: <b>{ $title }</b> began { $ago }, { $when }.
reminder-with = With { $people }
reminder-with-at = With { $people }, { $place }
reminder-at = { $place }
reminder-around = { $around }.
reminder-unanswered = You have not answered yet.
button-cannot-come = Can't come
button-snooze = Again in 5 min
button-join = Join
snoozed = I will remind you of { $title } again in 5 minutes.
snooze-too-late = { $title } begins in less than 5 minutes.

## Moved

notice-moved-below = { $title } has moved, see below.

notice-removed = { $organizer } no longer needs you for <b>{ $title }</b>, { $when }.
notice-removed-plain = { $organizer } no longer needs you for <b>{ $title }</b>.
notice-removed-below = You are no longer needed for this.

## Called off

notice-cancelled = { $organizer } cancelled <b>{ $title }</b>, { $when }.
notice-cancelled-because = { $organizer } cancelled <b>{ $title }</b>, { $when }: "{ $reason }".

## What the organizer hears

notice-accepted = { $people } accepted <b>{ $title }</b>, { $when }.
notice-tentative = { $people } answered maybe to <b>{ $title }</b>, { $when }.
notice-declined = { $people } declined <b>{ $title }</b>, { $when }.
notice-declined-because = { $people } declined <b>{ $title }</b>, { $when }: "{ $reason }".
notice-too-few = Too few can come now.
notice-also-tentative = { $people } answered maybe.
notice-also-declined = { $people } declined.
notice-opened = { $people } opened the invitation to <b>{ $title }</b>, { $when }.
notice-also-opened = { $people } opened the invitation.
notice-comment = { $person }: "{ $comment }".
button-find-time = Find another time
notice-waiting =
    { $n ->
        [one] { $people } has not answered.
       *[other] { $people } have not answered.
    }
notice-all-answered = Everybody has answered.
notice-blocked = { $person } has stopped this bot, so I cannot write to them. <b>{ $title }</b>, { $when }, still stands: please tell them yourself.
notice-gone = { $person } has left Telegram. <b>{ $title }</b>, { $when }, still stands without them.
notice-undelivered = Telegram did not take my message to { $person } about <b>{ $title }</b>, { $when }. It still stands: please tell them yourself.
notice-unknown = I could not reach { $person }: they have not opened me. <b>{ $title }</b>, { $when }, still stands: please tell them yourself.

## After a stop

notice-away = I was away for a while. If you have pressed a button since, please press it again.

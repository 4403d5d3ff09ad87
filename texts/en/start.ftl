# The first start: where one is, whose a link is, and the greeting. Keys begin with "start-".

## Where somebody is

start-what = I book appointments with people in any time zone: write one line, tap once.
start-question = What time is it for you now? Then I can show everything in your time.
start-question-invited = What time is it for you now? Then I can show it in your time.
start-invited = { $organizer } invites you to <b>{ $title }</b>, { $when }.
start-kept = I keep what you wrote.
start-place = { $time } { $city }
start-place-region = { $time } { $city }, { $region }
start-city-asked = Which city are you in? Type it, or send your location.
start-city-confirm = It is { $time } in { $city }, right?
start-city-which =
    { $count ->
        [2] There are two. Which one?
        [3] There are three. Which one?
        [4] There are four. Which one?
       *[other] There are several. Which one?
    }
start-city-similar = I do not know "{ $text }". Did you mean one of these?
start-city-unknown = I do not know "{ $text }". Type a larger city nearby, or send your location.
start-city-time = It is { $time } in these places. Which one?
start-city-nowhere = I cannot tell what time it is there. Type the nearest city.
button-another-city = Another city
button-send-location = Send my location

## The greeting

start-greeting =
    Hello { $name }. It is { $time } in { $city }. Write one line and I do the rest:
    <code>{ $example }</code>
start-example = Coffee tomorrow 10:00
start-example-with = Coffee with @{ $username } tomorrow 10:00
start-waiting =
    { $count ->
        [one] <b>{ $title }</b>, { $when }, waits for your answer.
       *[other] { $count } wait for your answer; the first is <b>{ $title }</b>, { $when }.
    }

## Links

start-share = { $title }, { $when }. Tap to see it in your time and answer.
start-link-for-another = This invitation is for { $name }. Is that you?
start-link-waiting = I have asked { $organizer }. After their yes the invitation comes here.
start-link-not-you = Then it stays with whom it was meant for.
start-link-own = This is the link for { $name }; send it to them. <b>{ $title }</b>
start-link-unknown = I do not know this link, or it has been replaced. Ask whoever sent it for a new one.
start-link-used = Somebody has opened this invitation before, and it is theirs now. Ask whoever sent it for a link of your own.
start-link-expired = This invitation is over. Ask whoever sent it for another time.
start-link-cancelled = <b>{ $title }</b> was cancelled by { $organizer }.
start-opened = { $who } opened the link for { $name }. Is it the same person?
start-appeared = { $who } has opened me. Is it the { $name } whom you invited to <b>{ $title }</b>?
start-new-link = The old link no longer works; here is a new one. <b>{ $title }</b>
start-refused = { $organizer } says that this invitation is for somebody else. If it is meant for you after all, ask for a link of your own.
start-same-person = { $who } has the invitation now. <b>{ $title }</b>
button-ask-organizer = Yes, ask { $organizer }
button-no-new-link = No, new link

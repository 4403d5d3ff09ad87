"""`/phones`: what people do, over HTTP, for the chat page. JSON in, JSON out; events as a stream.

- `GET state` everything to draw; `GET events?after=<its number>` server-sent events, each one an `Event`
- `POST <person>/<action>` with a JSON body: see `_ACTIONS`
- `GET calls?after=<number>` the Bot API calls of the drawer; `POST faults` one "What if..."
- `POST clock` `{"seconds": 3600}` or `{"to": "next-reminder"}`; `POST start-over`
- `GET file/<file_id>` a picture or document
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from playground.answers import Json, Refused, forbidden
from playground.controls import Controls
from playground.faults import Fault
from playground.html import to_html
from playground.people import Chat, Message, Upload
from playground.phones import CannotDo, Phone
from playground.telegram import Telegram

# Pictures that a browser draws and that cannot hold a script; any other file is for keeping.
_DRAWN = {"image/png", "image/jpeg", "image/gif", "image/webp"}

Handler = Callable[[Request], Awaitable[Response]]


def _json(value: object, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, media_type="application/json")


def message_json(message: Message) -> Json:
    """Return a message as the page draws it: the Bot API's body, its text as HTML, exactly when, whether silent."""
    html, at = to_html(message.text, message.entities), message.sent_at.isoformat()
    return {**message.body, "html": html, "at": at, "silent": message.silent}


def chat_json(telegram: Telegram, chat: Chat) -> Json:
    """Return a chat with its messages and the reply keyboards below it, by person."""
    keyboards = {telegram.people[person_id].key: markup for person_id, markup in chat.keyboards.items()}
    return {
        "id": chat.id,
        "kind": chat.kind,
        "title": chat.title or telegram.name,
        "members": [telegram.people[person_id].key for person_id in sorted(chat.members)],
        "bot": chat.bot,
        "pinned": chat.pinned,
        "keyboards": keyboards,
        "messages": [message_json(message) for message in chat.messages.values()],
    }


def state(telegram: Telegram, controls: Controls | None) -> Json:
    """Return everything that the page draws; `number` is that of the newest event in it."""
    commands = [one for (_, language), many in telegram.profile.commands.items() if not language for one in many]
    people = [asdict(person) for person in telegram.people.values()]
    for person in people:
        telegram.private_chat(telegram.people[person["id"]])
    return {
        "run": telegram.run,
        "number": telegram.events.number,
        "now": (controls.now() if controls else telegram.clock()).isoformat(),
        "bot": telegram.bot_user(),
        "commands": commands,
        "menu_buttons": {str(chat): button for chat, button in telegram.profile.menu_buttons.items()},
        "people": people,
        "chats": [chat_json(telegram, chat) for chat in telegram.chats.values() if chat.migrated_to is None],
        "shared": [asdict(shared) for shared in telegram.shared],
        "faults": [
            {"name": rule.name, "method": rule.method, "chat_id": rule.chat_id, "times": rule.times, "met": rule.met}
            for rule in telegram.faults.rules
        ],
        "twice": telegram.faults.presses_twice,
        "settled": telegram.is_settled(),
    }


def _find(phone: Phone, given: Json) -> tuple[int, Json]:
    """Return message and button of a tap: `message_id` with `row` and `column`, or with the `button` itself."""
    message_id = int(given["message_id"])
    if "button" in given:
        return message_id, given["button"]
    chat = phone.chat_at(given.get("chat_id"))
    message = chat.messages.get(message_id)
    try:
        return message_id, (message.inline_keyboard if message else [])[given["row"]][given["column"]]
    except (IndexError, KeyError):
        raise CannotDo("this button is not there any more") from None


def _tap(phone: Phone, given: Json) -> Json:
    message_id, button = _find(phone, given)
    return {"came": phone.tap(message_id, button, given.get("chat_id"))}


def _sent(*messages: Message) -> Json:
    return {"message_ids": [message.id for message in messages]}


def _done(act: Callable[[Phone, Json], None]) -> Callable[[Phone, Json], Json]:
    def acted(phone: Phone, given: Json) -> Json:
        act(phone, given)
        return {"done": True}

    return acted


_ACTIONS: dict[str, Callable[[Phone, Json], Json]] = {
    "start": lambda phone, given: _sent(phone.start(given.get("payload", ""))),
    "send": lambda phone, given: _sent(
        *phone.send(given["text"], given.get("chat_id"), reply_to=given.get("reply_to"), mentions=given.get("mentions"))
    ),
    "send-kind": lambda phone, given: _sent(
        phone.send_kind(given["kind"], given.get("chat_id"), given.get("caption", ""))
    ),
    "edit": lambda phone, given: _sent(phone.edit(given["message_id"], given["text"], given.get("chat_id"))),
    "delete": _done(lambda phone, given: phone.delete(given["message_id"], given.get("chat_id"))),
    "tap": _tap,
    "tap-reply": lambda phone, given: _sent(
        phone.tap_reply(given["label"], given.get("chat_id"), people=given.get("people"))
    ),
    "share-location": lambda phone, given: _sent(
        phone.share_location(given["latitude"], given["longitude"], given.get("chat_id"))
    ),
    "share": _done(lambda phone, given: phone.share(given["text"], given["to"])),
    "share-contact": lambda phone, given: _sent(phone.share_contact(given["person"], given.get("chat_id"))),
    "open": lambda phone, given: {"came": phone.open(given["link"])},
    "block": _done(lambda phone, given: phone.block()),
    "unblock": _done(lambda phone, given: phone.unblock()),
    "add-bot": _done(lambda phone, given: phone.add_bot(given["chat_id"])),
    "remove-bot": _done(lambda phone, given: phone.remove_bot(given["chat_id"])),
    "rename": _done(lambda phone, given: phone.rename(given.get("username"))),
}


def what_if(telegram: Telegram, given: Json) -> None:
    """Put one of the page's "What if..." in force: down, slow, too-many, blocked, twice, or well again.

    `seconds` says how slow, or how long to wait after too many requests; `person` whom it concerns; `of` which one of
    them is well again (without it: all).
    """
    what, seconds = given.get("what"), float(given.get("seconds", 5))
    faults = telegram.faults
    chat_id = telegram.person(given["person"]).id if given.get("person") else None
    rule: Fault | None = None
    if what == "well":
        faults.clear(given.get("of"))
    elif what == "down":
        rule = faults.down()
    elif what == "slow":
        rule = faults.delay(seconds, chat_id=chat_id, times=None)
    elif what == "too-many":
        rule = faults.too_many(int(seconds), "sendMessage", chat_id, times=int(given.get("times", 1)))
    elif what == "blocked":
        rule = faults.add(Fault(chat_id=chat_id, times=None, answer=forbidden("bot was blocked by the user")))
    elif what == "twice":
        faults.presses_twice += 1
    else:
        raise CannotDo(f"nothing is known of {what!r}")
    if rule is not None:
        rule.name = what
    telegram.refresh(f"what if: {what}")


class PhoneRoutes:
    """The routes below `/phones` of one Telegram."""

    def __init__(self, telegram: Telegram, controls: Controls | None) -> None:
        self.telegram = telegram
        self.controls = controls

    def routes(self) -> list[Route]:
        """Return them in the order in which they are tried."""
        return [
            Route("/state", self.state),
            Route("/events", self.events),
            Route("/calls", _telling(self.calls)),
            Route("/faults", _telling(self.faults), methods=["POST"]),
            Route("/clock", _telling(self.clock), methods=["POST"]),
            Route("/start-over", _telling(self.start_over), methods=["POST"]),
            Route("/file/{file_id}", self.file),
            Route("/{person}/upload/{kind}", _telling(self.upload), methods=["POST"]),
            Route("/{person}/{action}", _telling(self.act), methods=["POST"]),
        ]

    async def state(self, request: Request) -> Response:
        """Everything that the page draws."""
        body = state(self.telegram, self.controls)
        reminder = await self.controls.next_reminder() if self.controls else None
        return _json({**body, "next_reminder": reminder.isoformat() if reminder else None})

    async def events(self, request: Request) -> Response:
        """Server-sent events (HTML standard, section 9.2): from now on, or after `?after=` or a lost connection."""
        given = request.headers.get("last-event-id") or request.query_params.get("after")
        after = int(given) if given and given.isdigit() else None

        async def lines() -> AsyncIterator[bytes]:
            yield b": hello\n\n"
            async for event in self.telegram.events.follow(after):
                yield b"id: %d\ndata: %s\n\n" % (event.number, orjson.dumps(event.json()))

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(lines(), media_type="text/event-stream", headers=headers)

    async def act(self, request: Request) -> Response:
        """One thing that somebody does."""
        given = await _given(request)
        phone = Phone(self.telegram, request.path_params["person"])
        action = _ACTIONS.get(request.path_params["action"])
        if action is None:
            raise CannotDo(f"a phone cannot {request.path_params['action']}")
        return _json(action(phone, given))

    async def upload(self, request: Request) -> Response:
        """Send a photo or another file: the body is the file, the address says its name, chat and caption."""
        content = await request.body()
        file = Upload(request.query_params.get("name", "file"), request.headers.get("content-type", ""), content)
        phone = Phone(self.telegram, request.path_params["person"])
        chat_id = int(request.query_params["chat_id"]) if "chat_id" in request.query_params else None
        caption = request.query_params.get("caption", "")
        return _json(_sent(phone.send_kind(request.path_params["kind"], chat_id, caption, file)))

    async def calls(self, request: Request) -> Response:
        """The Bot API calls since the one with number `after`."""
        after = int(request.query_params.get("after", "0"))
        return _json([asdict(call) for call in list(self.telegram.calls) if call.number > after])

    async def faults(self, request: Request) -> Response:
        """One "What if..."."""
        what_if(self.telegram, await _given(request))
        return _json({"done": True})

    async def clock(self, request: Request) -> Response:
        """Move the program's clock forward."""
        if self.controls is None:
            raise CannotDo("this playground has no clock to move")
        given = await _given(request)
        if given.get("to") == "next-reminder":
            reminder = await self.controls.next_reminder()
            if reminder is None:
                raise CannotDo("no reminder is coming")
            delta = max(reminder - self.controls.now(), timedelta())
        else:
            delta = timedelta(seconds=float(given["seconds"]))
        if delta < timedelta():
            raise CannotDo("the clock never goes back")
        await self.controls.advance(delta)
        self.telegram.refresh("clock")
        return _json({"now": self.controls.now().isoformat()})

    async def start_over(self, request: Request) -> Response:
        """Forget everything and begin anew."""
        if self.controls is not None:
            await self.controls.start_over()
        else:
            self.telegram.start_over()
        return _json({"done": True})

    async def file(self, request: Request) -> Response:
        """A picture or document."""
        found = self.telegram.files.get(request.path_params["file_id"])
        if found is None:
            return _json({"error": "no such file"}, 404)
        shown = found.mime_type in _DRAWN
        headers = {"Content-Security-Policy": "sandbox"} | ({} if shown else {"Content-Disposition": "attachment"})
        return Response(found.content, media_type=found.mime_type or "application/octet-stream", headers=headers)


async def _given(request: Request) -> Json:
    body = await request.body()
    given: Any = orjson.loads(body) if body else {}
    if not isinstance(given, dict):
        raise CannotDo("an object is expected")
    return given


def _telling(handler: Handler) -> Handler:
    """Turn what a phone cannot do into a 409 that says so, and what is missing or misspelt into a 400."""

    async def told(request: Request) -> Response:
        try:
            return await handler(request)
        except CannotDo as cannot:
            return _json({"error": str(cannot)}, 409)
        except Refused as refused:
            return _json({"error": refused.description}, refused.status)
        except (KeyError, ValueError, TypeError) as wrong:
            return _json({"error": f"{type(wrong).__name__}: {wrong}"}, 400)

    return told

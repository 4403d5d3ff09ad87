"""One message of every kind that people send to bots, as phones make them."""

from __future__ import annotations

import base64
from collections.abc import Callable

from playground.answers import Json
from playground.people import Upload
from playground.telegram import Telegram, image_size

# The smallest picture there is.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


def _file(telegram: Telegram, upload: Upload | None, folder: str, name: str, mime_type: str) -> Json:
    file = telegram.keep_file(upload or Upload(name, mime_type, PIXEL), folder)
    return {"file_id": file.id, "file_unique_id": file.unique_id, "file_size": len(file.content)}


def _photo(telegram: Telegram, upload: Upload | None) -> Json:
    width, height = image_size(upload.content if upload else PIXEL) or (90, 90)
    return {
        "photo": [{**_file(telegram, upload, "photos", "photo.png", "image/png"), "width": width, "height": height}]
    }


def _document(telegram: Telegram, upload: Upload | None) -> Json:
    name, mime_type = (upload.name, upload.mime_type) if upload else ("notes.pdf", "application/pdf")
    body = _file(telegram, upload, "documents", name, mime_type)
    return {"document": {**body, "file_name": name, "mime_type": mime_type}}


def _voice(telegram: Telegram, upload: Upload | None) -> Json:
    body = _file(telegram, upload, "voice", "voice.oga", "audio/ogg")
    return {"voice": {**body, "duration": 3, "mime_type": "audio/ogg"}}


def _audio(telegram: Telegram, upload: Upload | None) -> Json:
    body = _file(telegram, upload, "music", "song.mp3", "audio/mpeg")
    return {"audio": {**body, "duration": 180, "title": "Song", "mime_type": "audio/mpeg"}}


def _video(telegram: Telegram, upload: Upload | None) -> Json:
    body = _file(telegram, upload, "videos", "video.mp4", "video/mp4")
    return {"video": {**body, "width": 320, "height": 240, "duration": 5, "mime_type": "video/mp4"}}


def _video_note(telegram: Telegram, upload: Upload | None) -> Json:
    return {
        "video_note": {**_file(telegram, upload, "video_notes", "note.mp4", "video/mp4"), "length": 240, "duration": 5}
    }


def _animation(telegram: Telegram, upload: Upload | None) -> Json:
    # For old programs Telegram repeats an animation as a document.
    body = _file(telegram, upload, "animations", "animation.mp4", "video/mp4")
    animation = {**body, "width": 320, "height": 240, "duration": 2, "mime_type": "video/mp4"}
    return {"animation": animation, "document": {**body, "file_name": "animation.mp4", "mime_type": "video/mp4"}}


def _sticker(telegram: Telegram, upload: Upload | None) -> Json:
    body = _file(telegram, upload, "stickers", "sticker.webp", "image/webp")
    shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
    return {"sticker": {**body, **shape, "type": "regular", "emoji": "👍"}}


def _contact(telegram: Telegram, upload: Upload | None) -> Json:
    return {"contact": {"phone_number": "+351910000000", "first_name": "Rui", "last_name": "Alves"}}


def _location(telegram: Telegram, upload: Upload | None) -> Json:
    return {"location": {"latitude": 38.7223, "longitude": -9.1393}}


def _venue(telegram: Telegram, upload: Upload | None) -> Json:
    place = {"latitude": 38.7107, "longitude": -9.1366}
    return {"venue": {"location": place, "title": "Café", "address": "Rua Augusta 1"}, "location": place}


def _poll(telegram: Telegram, upload: Upload | None) -> Json:
    options = [
        {"persistent_id": str(number), "text": text, "voter_count": 0} for number, text in enumerate(("Mon", "Tue"))
    ]
    kind = {"is_closed": False, "is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
    more = {"allows_revoting": True, "members_only": False}
    return {"poll": {"id": "1", "question": "Which day?", "options": options, "total_voter_count": 0, **kind, **more}}


def _dice(telegram: Telegram, upload: Upload | None) -> Json:
    return {"dice": {"emoji": "🎲", "value": 4}}


def _game(telegram: Telegram, upload: Upload | None) -> Json:
    return {"game": {"title": "Game", "description": "A game", "photo": _photo(telegram, None)["photo"]}}


KINDS: dict[str, Callable[[Telegram, Upload | None], Json]] = {
    "photo": _photo,
    "document": _document,
    "voice": _voice,
    "audio": _audio,
    "video": _video,
    "video_note": _video_note,
    "animation": _animation,
    "sticker": _sticker,
    "contact": _contact,
    "location": _location,
    "venue": _venue,
    "poll": _poll,
    "dice": _dice,
    "game": _game,
}

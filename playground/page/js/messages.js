// One message as a phone draws it, with its inline keyboard.

import { fileAddress } from "./api.js";
import { clock } from "./dates.js";
import { h, icon, iconButton } from "./dom.js";
import { drawText } from "./text.js";

const seconds = (length) => `${Math.floor(length / 60)}:${String(length % 60).padStart(2, "0")}`;

const thing = (name, title, more = null) =>
  h("div", { class: "thing" }, icon(name), h("div", {}, h("b", {}, title), more && h("span", {}, more)));

const place = ({ latitude, longitude }) => `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;

/** What a message carries besides its text, or null; by the field that the Bot API's `Message` has for it. */
const CARRIED = {
  photo: ([...sizes]) => {
    const largest = sizes.at(-1);
    const props = { class: "photo", src: fileAddress(largest.file_id), alt: "Photo", width: largest.width, height: largest.height };
    return h("img", props);
  },
  sticker: (sticker) => h("div", { class: "sticker", role: "img", "aria-label": `Sticker ${sticker.emoji ?? ""}` }, sticker.emoji ?? "▢"),
  animation: () => thing("file", "Animation"),
  document: (document) =>
    h("a", { class: "thing", href: fileAddress(document.file_id), download: document.file_name ?? "file" },
      icon("file"), h("div", {}, h("b", {}, document.file_name ?? "File"), h("span", {}, size(document.file_size)))),
  voice: (voice) => thing("wave", "Voice message", seconds(voice.duration)),
  audio: (audio) => thing("wave", audio.title ?? "Music", seconds(audio.duration)),
  video: (video) => thing("file", "Video", seconds(video.duration)),
  video_note: (note) => thing("file", "Video message", seconds(note.duration)),
  venue: (venue) => thing("pin", venue.title, venue.address),
  location: (location) => thing("pin", "Location", place(location)),
  contact: (contact) => thing("person", [contact.first_name, contact.last_name].filter(Boolean).join(" "), contact.phone_number),
  poll: (poll) => h("div", { class: "poll" }, h("b", {}, poll.question), h("ul", {}, poll.options.map((one) => h("li", {}, one.text)))),
  dice: (dice) => h("div", { class: "sticker", role: "img", "aria-label": `Dice: ${dice.value}` }, dice.emoji),
  game: (game) => thing("file", game.title, game.description),
};

const size = (bytes = 0) => (bytes < 1024 ? `${bytes} bytes` : `${Math.ceil(bytes / 1024)} KB`);

function service(message, phone) {
  const by = phone.nameOf(message.from);
  if (message.users_shared) {
    const names = message.users_shared.users.map((user) => phone.nameOf({ id: user.user_id, ...user })).join(", ");
    return `${by} chose ${names}`;
  }
  if (message.new_chat_members) return `${by} added ${message.new_chat_members.map(phone.nameOf).join(", ")}`;
  if (message.left_chat_member) return `${by} removed ${phone.nameOf(message.left_chat_member)}`;
  if (message.pinned_message) return `${by} pinned a message`;
  if (message.migrate_to_chat_id || message.migrate_from_chat_id) return "This group became a supergroup";
  if (message.new_chat_title) return `${by} named the group ${message.new_chat_title}`;
  return null;
}

/** A line in the middle: a day, who was chosen, who came into a group. */
export const line = (text, name = "line") => h("li", { class: name }, h("span", {}, text));

function keyboard(message, phone) {
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (!rows.length) return null;
  return h("div", { class: "keys" }, rows.map((row) =>
    h("div", { class: row.length > 4 ? "row many" : "row", style: { "--columns": row.length } }, row.map((button) => {
      const key = h("button", { type: "button", class: `key ${button.style ?? ""}`, disabled: button.disabled ?? false },
        h("span", {}, button.text), button.url && icon("out"), button.copy_text && icon("copy"));
      key.addEventListener("click", () => phone.tap(message, button, key));
      return key;
    }))));
}

function quoted(message, phone) {
  const answered = message.reply_to_message;
  if (!answered) return null;
  const text = answered.text ?? answered.caption ?? "Message";
  return h("blockquote", { class: "quoted" }, h("b", {}, phone.nameOf(answered.from)), h("span", {}, text.slice(0, 120)));
}

function foot(message, phone, mine) {
  const edited = mine && message.edit_date;
  return h("span", { class: "foot" },
    message.silent && h("span", { class: "silent", role: "img", "aria-label": "came without a sound", title: "Came without a sound" }, icon("silent")),
    edited && "edited ",
    h("time", {}, clock(new Date(message.date * 1000), phone.zone)));
}

/** Return the list item of a message; `phone` is the phone's view (see phone.js). */
export function drawMessage(message, phone) {
  const told = service(message, phone);
  if (told) return line(told);
  const mine = message.from.id === phone.person.id;
  const bot = message.from.is_bot;
  const bubble = h("div", { class: "bubble" });
  if (phone.isGroup && !mine) bubble.append(h("b", { class: "by" }, phone.nameOf(message.from)));
  else bubble.append(h("span", { class: "unseen" }, `${mine ? phone.person.first_name : "The bot"}: `)); // what side and colour say
  const quote = quoted(message, phone);
  if (quote) bubble.append(quote);
  const kind = Object.keys(CARRIED).find((one) => message[one]);
  if (kind) bubble.append(CARRIED[kind](message[kind]));
  const text = message.text ?? message.caption;
  if (text) bubble.append(h("div", { class: "text", dir: "auto" }, drawText(text, message.entities ?? message.caption_entities, phone)));
  bubble.append(foot(message, phone, mine));
  const more = iconButton("more", mine ? "Edit or delete" : "Reply or copy", (event) => phone.more(message, mine, event.currentTarget), { class: "round more" });
  return h("li", { class: `message ${mine ? "mine" : bot ? "bots" : "others"}`, tabindex: "-1" },
    h("div", { class: "beside" }, bubble, more), keyboard(message, phone));
}

/** Return the list item of a text that somebody else sent, outside the bot's chat. */
export function drawShared(shared, by, phone) {
  const { text, entities } = shared.body;
  const time = clock(new Date(shared.at), phone.zone);
  return h("li", { class: "message shared", tabindex: "-1" },
    h("div", { class: "bubble" },
      h("b", { class: "by" }, `${by.first_name} ${by.last_name}`.trim(), h("small", {}, " writes to you, without the bot")),
      h("div", { class: "text", dir: "auto" }, drawText(text, entities, phone)),
      h("span", { class: "foot" }, h("time", {}, time))));
}

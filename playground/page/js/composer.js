// Below the messages: the text box with its suggestions, the attachments, and the keyboard that a bot put there.

import { post, upload } from "./api.js";
import { h, icon, iconButton, say } from "./dom.js";
import { choosePeople, choosePerson, confirm, menu } from "./sheets.js";

const WORD = /(^|\s)([@/][\w]*)$/;

export class Composer {
  constructor(phone) {
    this.phone = phone;
    this.mentions = {};
    this.answers = null; // the message that the next text answers
    this.edits = null; // the own message that the next text replaces
    this.keysSign = "";
    this.build();
  }

  build() {
    const name = this.phone.party.name;
    this.list = h("ul", { class: "suggest", role: "listbox", id: `suggest-${this.phone.party.id}`, "aria-label": "Suggestions", hidden: true });
    this.context = h("div", { class: "context", hidden: true });
    this.box = h("textarea", {
      rows: "1", placeholder: "Message", "aria-label": `Message, as ${name}`, autocomplete: "off", role: "combobox",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id, dir: "auto",
      on: { input: () => this.typed(), keydown: (event) => this.pressed(event), blur: () => this.suggest([]), click: () => this.selectOffered() },
    });
    this.file = h("input", { type: "file", class: "unseen", tabindex: "-1", "aria-hidden": "true", on: { change: () => this.attach() } });
    this.send = h("button", { type: "submit", class: "round send", "aria-label": "Send", title: "Send", disabled: true }, icon("send"));
    this.form = h("form", { class: "composer", on: { submit: (event) => this.submit(event) } },
      iconButton("menu", "Commands", (event) => this.commands(event.currentTarget)),
      this.box, this.file,
      iconButton("clip", "Attach", (event) => this.attachments(event.currentTarget)), this.send);
    this.keys = h("div", { class: "below", role: "group", "aria-label": "Keyboard of the bot", hidden: true });
    this.instead = h("div", { class: "instead", hidden: true });
    let width = 0;
    new ResizeObserver(() => {
      if (width !== this.box.clientWidth) this.grow(); // another width, another number of lines
      width = this.box.clientWidth;
    }).observe(this.box);
    this.element = h("div", { class: "writing" }, this.list, this.context, this.form, this.keys, this.instead);
  }

  /** Draw the keyboard of the bot, or what stands instead of the text box. */
  draw(state, chat) {
    const { phone } = this;
    const markup = chat?.keyboards[phone.person.key];
    const sign = JSON.stringify([markup ?? null, phone.person.key]);
    if (sign !== this.keysSign) {
      this.keysSign = sign;
      this.box.placeholder = markup?.input_field_placeholder ?? "Message";
      this.keys.hidden = !markup?.keyboard;
      this.keys.replaceChildren(...(markup?.keyboard ?? []).map((row) =>
        h("div", { class: "row", style: { "--columns": row.length } }, row.map((button) =>
          h("button", { type: "button", class: `key ${button.style ?? ""}`, on: { click: () => this.tapKey(button) } },
            h("span", {}, button.text), button.request_location && icon("pin"), button.request_users && icon("people"))))));
    }
    const [words, run] = phone.insteadOfBox(chat) ?? [];
    const hidden = words === undefined;
    if (this.instead.hidden !== hidden || this.instead.textContent !== (words ?? "")) {
      this.instead.hidden = hidden;
      this.form.hidden = !hidden;
      this.instead.replaceChildren(...(hidden ? [] : [h("button", { type: "button", class: "action primary wide", on: { click: run } }, words)]));
    }
    if (!hidden) this.keys.hidden = true;
    else this.keys.hidden = !markup?.keyboard;
  }

  /** Put a text into the box, for its owner to send. */
  write(text, { focus = true } = {}) {
    this.box.value = this.offered = text;
    this.grow();
    if (focus) this.box.focus();
  }

  /** A line that was put here goes at the first letter of another one, until it is touched. */
  selectOffered() {
    if (this.box.value === this.offered) this.box.select();
    this.offered = null;
  }

  grow() {
    this.send.disabled = !this.box.value.trim();
    this.box.style.setProperty("height", "auto");
    this.box.style.setProperty("height", `${Math.min(this.box.scrollHeight + 2, 132)}px`);
  }

  typed() {
    this.grow();
    const before = this.box.value.slice(0, this.box.selectionStart);
    const [, , word] = WORD.exec(before) ?? [];
    if (!word) return this.suggest([]);
    const wanted = word.slice(1).toLowerCase();
    if (word[0] === "/") {
      if (before.trim() !== word) return this.suggest([]);
      const fitting = this.phone.page.state.commands.filter(({ command }) => command.startsWith(wanted));
      return this.suggest(fitting.map(({ command, description }) => ({ label: `/${command}`, more: description, text: `/${command}` })));
    }
    const fitting = this.phone.page.state.people.filter((person) => person.key !== this.phone.person.key &&
      [person.username ?? "", person.first_name, person.last_name].some((name) => name.toLowerCase().startsWith(wanted)));
    return this.suggest(fitting.map((person) => ({
      label: `${person.first_name} ${person.last_name}`.trim(),
      more: person.username ? `@${person.username}` : "no @name",
      text: person.username ? `@${person.username}` : person.first_name,
      key: person.username ? null : person.key,
    })));
  }

  suggest(entries) {
    this.entries = entries;
    this.at = 0;
    this.list.hidden = !entries.length;
    this.box.setAttribute("aria-expanded", String(entries.length > 0));
    this.list.replaceChildren(...entries.map((entry, index) => {
      const row = h("li", { role: "option", id: `${this.list.id}-${index}` }, h("b", {}, entry.label), h("small", {}, entry.more));
      row.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        this.take(entry);
      });
      return row;
    }));
    this.point();
  }

  point() {
    [...this.list.children].forEach((row, index) => row.setAttribute("aria-selected", String(index === this.at)));
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    if (this.entries.length) this.box.setAttribute("aria-activedescendant", `${this.list.id}-${this.at}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  take(entry) {
    const end = this.box.selectionStart;
    const [, , word] = WORD.exec(this.box.value.slice(0, end));
    const begin = end - word.length;
    this.box.setRangeText(`${entry.text} `, begin, end, "end");
    if (entry.key) this.mentions[entry.text] = entry.key;
    this.suggest([]);
    this.grow();
  }

  pressed(event) {
    const { key } = event;
    if (event.isComposing) return;
    if (this.entries?.length) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[key];
      if (step) {
        this.at = (this.at + step + this.entries.length) % this.entries.length;
        this.point();
      } else if (key === "Escape") {
        this.suggest([]);
      } else if (key === "Tab" || (key === "Enter" && this.entries[this.at].text !== this.box.value.trim())) {
        this.take(this.entries[this.at]);
      } else if (key === "Enter" && !event.shiftKey) {
        this.form.requestSubmit();
      } else {
        return;
      }
      event.preventDefault();
    } else if (key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.form.requestSubmit();
    } else if (key === "Escape" && (this.answers || this.edits)) {
      this.about(null);
    }
  }

  /** Let the next text answer or replace a message; null: neither. */
  about(message, edits = false) {
    this.answers = edits ? null : message;
    this.edits = edits ? message : null;
    this.context.hidden = !message;
    this.context.replaceChildren();
    if (message) {
      const text = message.text ?? message.caption ?? "Message";
      this.context.append(h("b", {}, edits ? "Edit" : "Reply to"), h("span", {}, text.slice(0, 80)),
        iconButton("close", "Leave it", () => this.about(null)));
      if (edits) this.write(message.text);
      else this.box.focus();
    }
  }

  async submit(event) {
    event.preventDefault();
    const text = this.box.value.trim();
    if (!text) return;
    this.suggest([]);
    const { answers, edits } = this;
    const mentions = Object.fromEntries(Object.entries(this.mentions).filter(([word]) => text.includes(word)));
    this.write("");
    this.about(null);
    const done = edits
      ? await this.phone.act("edit", { message_id: edits.message_id, text })
      : await this.phone.act("send", { text, reply_to: answers?.message_id ?? null, mentions });
    if (done) this.mentions = {};
    else if (!this.box.value) this.write(text);
  }

  commands(button) {
    const { commands } = this.phone.page.state;
    if (!commands.length) {
      say("The bot has said no commands.");
      return;
    }
    menu(button, commands.map(({ command, description }) => [`/${command}`, () => this.phone.send(`/${command}`), null, description]));
  }

  attachments(button) {
    const sample = (kind) => () => this.phone.act("send-kind", { kind });
    menu(button, [
      ["Photo or file", () => this.file.click(), "file"],
      ["My location", () => this.location(), "pin"],
      ["A contact", () => this.contact(), "person"],
      ["Voice message", sample("voice"), "wave"],
      ["Sticker", sample("sticker"), "check"],
      ["Poll", sample("poll"), "menu"],
    ]);
  }

  async attach() {
    const [file] = this.file.files;
    this.file.value = "";
    if (!file) return;
    const caption = this.box.value.trim();
    const kind = file.type.startsWith("image/") ? "photo" : "document";
    if (await this.phone.trying(() => upload(this.phone.person.key, kind, file, this.phone.chatId, caption))) this.write("");
  }

  async location() {
    const { person } = this.phone;
    const [latitude, longitude] = person.place;
    const yes = await confirm(this.phone.element, "Share the location?", `${person.first_name} is in ${person.city}: that place is sent, not yours.`, "Share it");
    if (yes) await this.phone.act("share-location", { latitude, longitude });
  }

  async contact() {
    const chosen = await choosePerson(this.phone.element, "Send a contact", null, this.phone.page.state.people);
    if (chosen) await this.phone.act("share-contact", { person: chosen.key });
  }

  async tapKey(button) {
    const { phone } = this;
    const given = { label: button.text };
    if (button.request_location) {
      const text = `${phone.person.first_name} is in ${phone.person.city}: that place is sent, not yours.`;
      if (!(await confirm(phone.element, "Share the location?", text, "Share it"))) return;
    } else if (button.request_contact) {
      if (!(await confirm(phone.element, "Share the phone number?", phone.person.phone_number, "Share it"))) return;
    } else if (button.request_users) {
      const others = phone.page.state.people.filter((person) => person.key !== phone.person.key);
      given.people = await choosePeople(phone.element, "Contacts", others, button.request_users.max_quantity ?? 1);
      if (!given.people) return;
    }
    await phone.trying(() => post(`${phone.person.key}/tap-reply`, { ...given, chat_id: phone.chatId }));
  }
}

// One phone: its head with the clock, the chat, and the box to write in. It is drawn from the server's state; messages that
// did not change keep their elements, and so their focus, selection and place.

import { CannotDo, post } from "./api.js";
import { Composer } from "./composer.js";
import { clock, dayName, now } from "./dates.js";
import { copy, h, icon, iconButton, mark } from "./dom.js";
import { drawMessage, drawShared, line } from "./messages.js";
import { alert, askLine, choosePerson, link, menu } from "./sheets.js";

const NEAR = 60; // pixels from the end within which new messages scroll into sight

export class Phone {
  /** `party`: `{id, key, chatId, kind, name}`; `page`: what phones share (see main.js). */
  constructor(party, page) {
    this.party = party;
    this.page = page;
    this.isGroup = party.kind === "group";
    this.drawn = new Map();
    this.first = true;
    this.writer = party.key;
    this.nameOf = this.nameOf.bind(this);
    this.build();
  }

  build() {
    this.list = h("ol", { class: "messages" });
    this.scroll = h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": `Messages of ${this.party.name}` }, this.list);
    this.scroll.addEventListener("scroll", () => this.isAtEnd() && this.newer.setAttribute("hidden", ""), { passive: true });
    this.newer = h("button", { type: "button", class: "newer", hidden: true, on: { click: () => this.toEnd() } }, icon("down"), "New");
    this.pops = h("div", { class: "pops", role: "status" });
    this.time = h("time", { class: "time" });
    this.day = h("span", { class: "day" });
    this.title = h("h2", {}, this.party.name);
    this.under = h("p", {});
    this.as = h("select", { "aria-label": "Who writes", on: { change: () => this.writeAs(this.as.value) } });
    const face = h("span", { class: "face", data: { who: this.party.id }, "aria-hidden": "true" }, this.isGroup ? icon("people") : this.party.name[0]);
    const right = this.isGroup ? h("label", { class: "as" }, "as ", this.as) : h("p", { class: "when" }, this.time, this.day);
    this.head = h("header", {}, face, h("div", { class: "names" }, this.title, this.under), h("span", { class: "ring", "aria-hidden": "true" }, icon("bell")),
      right, iconButton("more", `More about ${this.party.name}`, (event) => this.settings(event.currentTarget)));
    this.composer = new Composer(this);
    this.element = h("section", { class: "phone", id: `phone-${this.party.id}`, "aria-label": this.isGroup ? `Group ${this.party.name}` : `${this.party.name}'s phone` },
      this.head, h("div", { class: "view" }, this.scroll, this.newer, this.pops), this.composer.element);
  }

  // --- who ---

  get person() {
    return this.page.person(this.writer);
  }

  get chatId() {
    return this.party.chatId;
  }

  get zone() {
    return this.person.zone;
  }

  get city() {
    return this.person.city;
  }

  get language() {
    return this.person.language_code;
  }

  nameOf(user) {
    const known = this.page.state.people.find((person) => person.id === user.id);
    return [known?.first_name ?? user.first_name, known?.last_name ?? user.last_name].filter(Boolean).join(" ") || "Somebody";
  }

  writeAs(key) {
    this.writer = key;
    this.draw(this.page.state);
  }

  // --- drawing ---

  draw(state) {
    const chat = state.chats.find((one) => one.id === this.chatId);
    this.chat = chat;
    this.drawHead(state, chat);
    const held = this.holdFocus();
    const atEnd = this.isAtEnd();
    this.reconcile(this.items(state, chat));
    this.composer.draw(state, chat);
    this.returnFocus(held);
    if (atEnd || this.first) this.toEnd();
    this.first = false;
  }

  drawHead(state, chat) {
    const { person } = this;
    if (this.isGroup) {
      this.under.textContent = chat.members.map((key) => this.page.person(key).first_name).join(", ");
      if (this.as.options.length !== chat.members.length) {
        this.as.replaceChildren(...chat.members.map((key) => h("option", { value: key }, this.page.person(key).first_name)));
      }
      this.as.value = this.writer;
    } else {
      this.under.textContent = `${person.city} · ${person.username ? `@${person.username}` : "no @name"}`;
      this.element.classList.toggle("unopened", !person.started);
      this.element.classList.toggle("blocked", person.blocked);
    }
    this.tick();
  }

  tick() {
    if (this.isGroup) return;
    const instant = now();
    const [time, day] = [clock(instant, this.zone), dayName(instant, this.zone)];
    if (this.time.textContent !== time) this.time.textContent = time;
    if (this.day.textContent !== day) this.day.textContent = day;
  }

  items(state, chat) {
    const shared = state.shared.flatMap((one, index) => {
      if (this.isGroup) return [];
      const at = Date.parse(one.at);
      if (one.to === this.party.key) return [{ key: `s${index}`, at, sign: one.at, make: () => drawShared(one, this.page.person(one.by), this) }];
      const to = this.page.person(one.to).first_name;
      return one.by === this.party.key ? [{ key: `s${index}`, at, sign: one.at, make: () => line(`You sent ${to} the text with the link, in your own chat`) }] : [];
    });
    const messages = (chat?.messages ?? []).map((message) => ({
      key: `m${message.message_id}`, at: Date.parse(message.at), sign: JSON.stringify([message, this.writer, this.zone]),
      make: () => drawMessage(message, this),
    }));
    const items = [...shared, ...messages].sort((a, b) => a.at - b.at);
    const days = [];
    for (const item of items) {
      const name = dayName(new Date(item.at), this.zone);
      if (days.at(-1)?.name !== name) days.push({ name, before: item });
    }
    for (const { name, before } of days) {
      items.splice(items.indexOf(before), 0, { key: `d${name}`, sign: name, make: () => line(name, "line date") });
    }
    return items.length ? items : this.nothing(chat);
  }

  /** What an empty chat says. */
  nothing(chat) {
    const { name } = this.party;
    const note = (sign, ...words) => [{ key: "empty", sign, make: () => h("li", { class: "empty" }, ...words.map((word) => h("p", {}, word))) }];
    if (this.isGroup) return chat?.bot === "member" ? [] : note("group", `The group ${name}: the bot is not in it.`);
    const { username, first_name: first } = this.person;
    if (this.person.started) return [];
    return note("unopened", `${first} has never opened the bot, so it may not write to ${first}.`,
      username ? `Book something with @${username}: then there is a link to send, and it comes in here.` : "A link from somebody comes in here.");
  }

  reconcile(items) {
    const before = this.drawn;
    this.drawn = new Map();
    let place = this.list.firstChild;
    let newest = false;
    for (const item of items) {
      const old = before.get(item.key);
      let node = old?.node;
      if (!old || old.sign !== item.sign) {
        node = item.make();
        if (old) {
          if (place === old.node) place = node;
          old.node.replaceWith(node);
        } else if (!this.first) {
          node.classList.add("fresh");
          newest = true;
        }
      }
      before.delete(item.key);
      this.drawn.set(item.key, { node, sign: item.sign });
      if (node === place) place = place.nextSibling;
      else this.list.insertBefore(node, place);
    }
    for (const { node } of before.values()) node.remove();
    if (newest && !this.isAtEnd()) this.newer.removeAttribute("hidden");
  }

  /** Remember which button of which message has the focus, since a changed message gets new elements. */
  holdFocus() {
    const item = document.activeElement?.closest?.("li.message");
    if (!item || !this.list.contains(item)) return null;
    const key = [...this.drawn].find(([, { node }]) => node === item)?.[0];
    return { key, index: [...item.querySelectorAll(".keys button")].indexOf(document.activeElement) };
  }

  returnFocus(held) {
    if (!held || this.list.contains(document.activeElement)) return;
    const node = this.drawn.get(held.key)?.node ?? this.list.querySelector("li.message:last-of-type");
    if (!node) return;
    const keys = node.querySelectorAll(".keys button");
    const at = this.drawn.has(held.key) ? held.index : 0; // a card that came again below begins with its first button
    (keys[Math.min(at, keys.length - 1)] ?? node).focus({ preventScroll: true });
  }

  isAtEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < NEAR;
  }

  toEnd() {
    this.scroll.scrollTop = this.scroll.scrollHeight;
    this.newer.setAttribute("hidden", "");
  }

  // --- what happens ---

  /** Show what the phone notices; the state that holds it has been drawn. */
  notice(event) {
    const node = this.drawn.get(`m${event.message_id}`)?.node;
    if (event.kind === "EDIT" && node) mark(node, "changed", 1600);
    if (event.kind === "NEW" || event.kind === "SHARED") mark(this.element, "ringing", 2200);
    if (["POP-UP", "ANSWERED", "EDIT"].includes(event.kind)) {
      for (const key of node?.querySelectorAll(".waiting") ?? []) key.classList.remove("waiting");
    }
    if (event.kind === "POP-UP" && event.person === this.writer) this.popUp(event);
    if (event.kind === "SENT" && event.person === this.writer) this.toEnd();
  }

  popUp({ text, alert: closes }) {
    if (/^(https?:\/\/)?t\.me\//.test(text)) {
      this.openLink(text); // an answer to a tap may open one of the bot's own links
    } else if (closes) {
      alert(this.element, this.page.state.bot.first_name, text);
    } else {
      const pop = h("p", { class: "pop" }, text);
      this.pops.replaceChildren(pop);
      setTimeout(() => pop.remove(), Math.max(3500, text.length * 70));
    }
  }

  /** Run a request; say on this phone what it refuses. Returns whether it was done. */
  async trying(request, tap = false) {
    this.page.guide.did(this.person.key, tap);
    try {
      await request();
      return true;
    } catch (error) {
      if (!(error instanceof CannotDo)) throw error;
      this.popUp({ text: error.message });
      return false;
    }
  }

  act(action, given = {}) {
    return this.trying(() => post(`${this.person.key}/${action}`, this.isGroup ? { ...given, chat_id: this.chatId } : given));
  }

  send(text) {
    return this.act("send", { text });
  }

  write(text) {
    const { box } = this.composer;
    this.composer.write(box.value && !box.value.endsWith(" ") ? `${box.value} ${text}` : box.value + text);
  }

  async copied(text) {
    await copy(text);
    if (!this.composer.box.value) this.composer.write(text);
  }

  async tap(message, button, key) {
    key.classList.add("waiting");
    setTimeout(() => key.classList.remove("waiting"), 10000);
    let came = null;
    const done = await this.trying(async () => {
      ({ came } = await post(`${this.person.key}/tap`, { message_id: message.message_id, chat_id: this.chatId, button }));
    }, true);
    if (!done || !button.callback_data) key.classList.remove("waiting");
    if (!done) return;
    if (button.copy_text) await copy(came);
    else if (button.url) await this.arrived(button.url, came);
    else if (button.web_app) await link(this.element, came, "A page inside Telegram");
    else if (!button.callback_data && came) this.composer.write(`${came} `);
  }

  /** Open a link that somebody tapped in a text. */
  async openLink(address) {
    await this.trying(async () => {
      const { came } = await post(`${this.person.key}/open`, { link: address });
      await this.arrived(address, came);
    });
  }

  async arrived(address, came) {
    const url = new URL(address.includes("://") ? address : `https://${address}`);
    const telegram = ["t.me", "telegram.me"].includes(url.hostname) || url.protocol === "tg:";
    if (telegram && url.pathname === "/share/url") await this.passOn(came);
    else if (came === address) await link(this.element, address);
  }

  /** Telegram's list of chats, with a text to send to one of them. */
  async passOn(text) {
    const others = this.page.state.people.filter((person) => person.key !== this.writer);
    others.sort((a, b) => a.started - b.started); // whoever needs a link has not started the bot
    const to = await choosePerson(this.element, "Send to", text, others);
    if (to && (await this.trying(() => post(`${this.person.key}/share`, { text, to: to.key })))) this.page.show(to.key);
  }

  more(message, mine, button) {
    const text = message.text ?? message.caption ?? "";
    menu(button, [
      mine && message.text && ["Edit", () => this.composer.about(message, true)],
      ["Reply", () => this.composer.about(message)],
      text && ["Copy the text", () => copy(text)],
      ["Delete", () => this.act("delete", { message_id: message.message_id })],
    ].filter(Boolean));
  }

  // --- standing ---

  /** `[words, run]` of the one button that stands instead of the text box, or null. */
  insteadOfBox(chat) {
    if (this.isGroup) return chat?.bot === "member" ? null : ["Add the bot", () => this.act("add-bot")];
    if (this.person.blocked) return ["Unblock the bot", () => this.act("unblock")];
    if (!this.person.started) return ["Start", () => (this.invitation ? this.openLink(this.invitation) : this.act("start"))];
    return null;
  }

  /** The newest link to the bot that somebody has sent to this person: what [Start] then opens, as in Telegram. */
  get invitation() {
    const texts = this.page.state.shared.filter((one) => one.to === this.party.key).map((one) => one.body.text);
    const links = texts.flatMap((text) => text.match(/(?:https?:\/\/)?t\.me\/\S+[?&]start=[\w-]+/g) ?? []);
    return links.at(-1) ?? null;
  }

  settings(button) {
    const { person, party } = this;
    if (this.isGroup) {
      const inside = this.chat?.bot === "member";
      menu(button, [inside ? ["Remove the bot", () => this.act("remove-bot")] : ["Add the bot", () => this.act("add-bot")]]);
      return;
    }
    menu(button, [
      person.blocked ? ["Unblock the bot", () => this.act("unblock")] : ["Block the bot", () => this.act("block"), null, `It cannot write to ${party.name.split(" ")[0]} then`],
      ["Another @name", () => this.rename(), null, "Telegram tells nobody"],
    ]);
  }

  async rename() {
    const { person } = this;
    const name = await askLine(this.element, "Another @name", "Empty: none at all.", person.username ?? "", "Take it");
    if (name !== null) await this.act("rename", { username: name.replace(/^@/, "").trim() || null });
  }
}

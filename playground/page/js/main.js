// The page: who there is, which phones are in sight, and what all of them share.

import { follow } from "./api.js";
import { Bar } from "./bar.js";
import { setNow } from "./dates.js";
import { byId, h, icon, mark, tell } from "./dom.js";
import { Guide } from "./guide.js";
import { Hood } from "./hood.js";
import { Phone } from "./phone.js";

const WIDTHS = [[1560, 4], [1020, 3], [680, 2]]; // of the stage in pixels, and how many phones it holds

class Page {
  constructor() {
    this.state = null;
    this.parties = [];
    this.phones = new Map();
    this.unread = new Map();
    this.slots = [];
    this.refresh = () => {};
  }

  begin() {
    this.guide = new Guide(this);
    this.bar = new Bar(this);
    this.hood = new Hood(this);
    this.refresh = follow({
      draw: (state) => this.draw(state),
      notice: (event) => this.notice(event),
      connection: (up) => this.connection(up),
    });
    new ResizeObserver(() => this.arrange()).observe(byId("stage"));
    setInterval(() => this.phones.forEach((phone) => phone.tick()), 1000);
  }

  // --- what phones ask ---

  person(key) {
    return this.state.people.find((person) => person.key === key);
  }

  chatName(id) {
    return this.parties.find((party) => party.chatId === id)?.name ?? null;
  }

  hasButtons({ chat_id: chat, message_id: id }) {
    const message = this.state.chats.find((one) => one.id === chat)?.messages.find((one) => one.message_id === id);
    return Boolean(message?.reply_markup?.inline_keyboard);
  }

  /** Bring somebody's phone into sight, and return it. */
  show(id, { focus = false } = {}) {
    const party = this.parties.find((one) => one.id === id);
    if (!this.slots.includes(id)) {
      this.slots[this.slots.length - 1] = id;
      this.arrange();
    }
    byId("dock").querySelector(`[data-party="${id}"]`).scrollIntoView({ block: "nearest", inline: "nearest" });
    const phone = this.phones.get(party.id);
    if (focus) phone.scroll.focus({ preventScroll: true });
    return phone;
  }

  /** Put a text into somebody's box, without sending it. */
  write(id, text, options) {
    this.show(id).composer.write(text, options);
  }

  // --- drawing ---

  draw(state) {
    const anew = this.state?.run !== state.run;
    this.state = state;
    setNow(state.now);
    if (anew) this.meet(state);
    for (const id of this.slots) this.phones.get(id).draw(state);
    this.bar.draw(state);
    this.drawDock();
    this.guide.draw(state);
  }

  /** Another playground, or the first: everybody's phone is new. */
  meet(state) {
    const people = state.people.map((person) => ({ id: person.key, key: person.key, chatId: person.id, kind: "person", name: `${person.first_name} ${person.last_name}`.trim() }));
    const groups = state.chats.filter((chat) => chat.kind !== "private").map((chat) => ({ id: `group${-chat.id}`, key: chat.members[0], chatId: chat.id, kind: "group", name: chat.title }));
    this.parties = [...people, ...groups];
    this.phones = new Map(this.parties.map((party) => [party.id, new Phone(party, this)]));
    this.unread.clear();
    this.slots = [];
    byId("stage").replaceChildren();
    byId("dock").replaceChildren();
    this.arrange();
  }

  /** Show as many phones as there is room for; the last place is the one that changes. */
  arrange() {
    if (!this.parties.length) return;
    const stage = byId("stage");
    const room = WIDTHS.find(([width]) => stage.clientWidth >= width)?.[1] ?? 1;
    const count = Math.min(room, this.parties.length);
    if (this.slots.length > count) {
      const chosen = this.slots.indexOf(this.touched) >= count ? this.touched : this.slots[count - 1];
      this.slots = [...this.slots.slice(0, count - 1), chosen];
    }
    for (const { id } of this.parties) if (this.slots.length < count && !this.slots.includes(id)) this.slots.push(id);
    const order = this.parties.map(({ id }) => id);
    if (count > 1) this.slots = [...this.slots.slice(0, -1).sort((a, b) => order.indexOf(a) - order.indexOf(b)), this.slots.at(-1)];
    const wanted = this.slots.map((id) => this.phones.get(id));
    for (const phone of wanted) this.unread.delete(phone.party.id);
    if (wanted.some((phone, index) => stage.children[index] !== phone.element) || stage.children.length !== wanted.length) {
      for (const phone of wanted) {
        phone.first = true; // to its end at once
        phone.draw(this.state);
      }
      stage.replaceChildren(...wanted.map((phone) => phone.element));
      wanted.forEach((phone) => phone.toEnd());
    }
    stage.style.setProperty("--phones", count);
    this.drawDock();
  }

  drawDock() {
    const dock = byId("dock");
    if (!dock.children.length) {
      dock.append(...this.parties.map((party) => {
        const small = party.kind === "group" ? "group" : this.person(party.key).city;
        const short = party.kind === "group" ? party.name : this.person(party.key).first_name;
        return h("button", { type: "button", data: { party: party.id }, "aria-controls": "stage", on: { click: () => this.choose(party.id) } },
          h("span", { class: "face", data: { who: party.id }, "aria-hidden": "true" }, party.kind === "group" ? icon("people") : short[0]),
          h("span", { class: "who" }, h("b", {}, short), h("small", {}, small)), h("b", { class: "badge", hidden: true }));
      }));
    }
    for (const button of dock.children) {
      const { party: id } = button.dataset;
      const party = this.parties.find((one) => one.id === id);
      const count = this.unread.get(id) ?? 0;
      const unopened = party.kind === "person" && !this.person(party.key).started;
      button.setAttribute("aria-pressed", String(this.slots.includes(id)));
      button.classList.toggle("unopened", unopened);
      const badge = button.lastElementChild;
      badge.hidden = !count;
      badge.textContent = String(count);
      badge.setAttribute("aria-label", `${count} unread`);
      button.title = unopened ? `${party.name} has never opened the bot` : party.name;
    }
  }

  choose(id) {
    this.touched = id;
    this.show(id, { focus: true });
  }

  // --- what happens ---

  notice(event) {
    this.guide.notice(event);
    for (const party of this.parties) {
      const here = party.kind === "group" ? event.chat_id === party.chatId : event.person === party.key && (event.chat_id === party.chatId || event.kind === "SHARED");
      if (!here) continue;
      if (this.slots.includes(party.id)) this.phones.get(party.id).notice(event);
      else this.unseen(party, event);
    }
    this.announce(event);
  }

  unseen(party, event) {
    const counts = ["NEW", "QUIET", "SHARED"].includes(event.kind) || (event.kind === "SENT" && party.kind === "group");
    const first = party.kind === "group" ? event.person === party.key : true; // a group's event comes once for each member
    if (!counts || !first) return;
    this.unread.set(party.id, (this.unread.get(party.id) ?? 0) + 1);
    this.drawDock();
    if (event.kind !== "QUIET") mark(byId("dock").querySelector(`[data-party="${party.id}"]`), "ringing", 2200);
  }

  announce({ kind, person, text }) {
    const name = this.person(person)?.first_name;
    const words = { NEW: "rings", QUIET: "new, without a sound", SHARED: "a text from somebody", EDIT: "changed", "POP-UP": "pop-up" }[kind];
    if (name && words) tell(`${name}, ${words}: ${text}`);
  }

  connection(up) {
    const lost = byId("lost");
    lost.hidden = up;
    if (!up) lost.textContent = "The playground does not answer. Is it still running? This page goes on by itself once it does.";
  }
}

const page = new Page();
page.begin();

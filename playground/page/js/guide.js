// Three steps that tick themselves off. They go by what phones notice, and know nothing of the bot's words.

import { post } from "./api.js";
import { nextWorkingDay } from "./dates.js";
import { byId, h, icon, tell } from "./dom.js";

const fresh = (run) => ({ run, done: [false, false, false], acted: null, asked: [], answered: null, closed: false });

export class Guide {
  constructor(page) {
    this.page = page;
    this.place = byId("guide");
    this.sign = "";
    this.kept = fresh("");
    try {
      this.kept = JSON.parse(sessionStorage.getItem("guide")) ?? this.kept;
    } catch {
      // nothing was kept, or the browser keeps nothing: the steps begin anew
    }
  }

  keep() {
    try {
      sessionStorage.setItem("guide", JSON.stringify(this.kept));
    } catch {
      // as above
    }
  }

  /** Who books first, and the line that is ready to be sent. */
  get first() {
    return this.page.state.people[0];
  }

  line(rest) {
    return rest.replace("DAY", nextWorkingDay(this.first.zone));
  }

  get ready() {
    const names = this.page.state.people.slice(1, 3).map((person) => `@${person.username}`).join(" and ");
    return this.line(`Review with ${names} DAY 8:00 30 min`);
  }

  draw(state) {
    if (this.kept.run !== state.run) {
      this.kept = fresh(state.run);
      this.keep();
    }
    if (!this.prepared || this.prepared !== state.run) {
      this.prepared = state.run;
      if (!this.kept.done[0]) this.page.write(this.first.key, this.ready, { focus: false });
    }
    const sign = JSON.stringify([this.kept, state.next_reminder === null]);
    if (sign === this.sign) return;
    this.sign = sign;
    this.place.hidden = this.kept.closed;
    this.place.replaceChildren(this.kept.done.every(Boolean) ? this.after() : this.steps(state));
  }

  steps(state) {
    const { done, asked } = this.kept;
    const name = this.first.first_name;
    const names = asked.map((key) => this.page.person(key).first_name);
    const current = done.indexOf(false);
    const step = (index, title, text, button) =>
      h("li", { class: done[index] ? "done" : index === current ? "current" : "", "aria-current": index === current ? "step" : null },
        h("span", { class: "number", role: done[index] ? "img" : null, "aria-label": done[index] ? "done" : null }, done[index] ? icon("check") : String(index + 1)),
        h("div", {}, h("h2", {}, title), h("p", {}, text)), !done[index] && button);
    const act = (label, click, disabled = false) => h("button", { type: "button", class: "action primary", disabled, on: { click } }, label);
    return h("ol", { class: "steps" },
      step(0, "Book", done[0] ? `Asked: ${names.join(" and ")}.` : `Send ${name}'s line, then tap Book.`, act("Send it", () => this.send())),
      step(1, "Answer", done[1] ? "The others' cards say so." : names.length ? `It rang at ${names.join(" and ")}: tap Accept there.` : "In another phone, tap Accept."),
      step(2, "Be reminded", done[2] ? "The clock has moved." : "Move the clock: who is reminded?",
        act("Move it", () => byId("to-reminder").click(), state.next_reminder === null)));
  }

  after() {
    const { people } = this.page.state;
    const stranger = people.find((person) => !person.started && person.username);
    const far = people[2];
    const more = [
      stranger && [`Invite ${stranger.first_name}, who never opened the bot`, `Coffee with @${stranger.username} DAY 9:30`],
      [`Ask for ${far.first_name}'s evening`, `Call with @${far.username} DAY 15:00`],
      ["See the week", "/agenda"],
    ].filter(Boolean);
    return h("div", { class: "after" },
      h("p", {}, h("b", {}, "That was the whole job."), ` More to send as ${this.first.first_name}:`),
      h("div", { class: "more-to-try" }, more.map(([label, text]) =>
        h("button", { type: "button", class: "action", on: { click: () => this.page.write(this.first.key, this.line(text)) } }, label))),
      h("button", { type: "button", class: "round", "aria-label": "Put the steps away", title: "Put the steps away", on: { click: () => this.close() } }, icon("close")));
  }

  close() {
    this.kept.closed = true;
    this.keep();
    this.draw(this.page.state);
  }

  async send() {
    const phone = this.page.show(this.first.key);
    const text = phone.composer.box.value.trim() || this.ready;
    phone.composer.write("");
    if (!(await phone.send(text))) phone.composer.write(text);
  }

  tick(index) {
    if (this.kept.done[index]) return;
    this.kept.done[index] = true;
    tell(`Step ${index + 1} is done.`);
    this.keep();
    this.draw(this.page.state);
  }

  /** The clock is about to move: what rings then is nobody's doing. */
  moves() {
    this.kept.acted = null;
    this.keep();
  }

  /** The clock was moved to a reminder. */
  reminded() {
    this.tick(2);
  }

  /** Somebody did something in this page; `tap`: on a button of a message. What happens by itself counts for no step. */
  did(person, tap) {
    if (tap) this.kept.acted = person;
    if (tap && this.kept.asked.includes(person)) this.kept.answered = person;
    this.keep();
  }

  notice(event) {
    const { kept, page } = this;
    const { kind, person } = event;
    const others = kept.acted && person && person !== kept.acted;
    if (kind === "NEW" && others && event.chat_id > 0 && !kept.answered && page.hasButtons(event)) {
      if (!kept.asked.includes(person)) kept.asked.push(person);
      this.tick(0);
    }
    // The answer counts once somebody else's phone shows it.
    if (kept.answered && person && person !== kept.answered && ["NEW", "QUIET", "EDIT"].includes(kind)) this.tick(1);
    this.keep();
  }
}

/** Move the program's clock. */
export const moveClock = (move) => post("clock", move === "next-reminder" ? { to: move } : { seconds: Number(move) });

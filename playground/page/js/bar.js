// The bar at the top: the program's clock, "What if...", and starting over.

import { CannotDo, post } from "./api.js";
import { moment } from "./dates.js";
import { byId, h, icon, say } from "./dom.js";
import { moveClock } from "./guide.js";
import { confirm } from "./sheets.js";

/** `[what, title, what to watch for, more to send]`; a person is asked for where `person` stands. */
const WHAT_IFS = [
  { what: "down", title: "Telegram is down", watch: "Send or tap something, then let it come back: nothing is lost, and nothing comes twice." },
  { what: "slow", title: "Telegram is slow", watch: "Every answer takes 3 seconds. Tap a button again meanwhile: it counts once.", given: { seconds: 3 } },
  { what: "too-many", title: "Too many requests", watch: "The next message has to wait 10 seconds. It comes by itself, and others are not held up.", given: { seconds: 10 } },
  { what: "twice", title: "The next press is sent twice", watch: "Tap Book, or an answer: it still counts once." },
  { what: "block", title: "Somebody blocks the bot", watch: "Book with this person: the card says so. Move what they have been asked to: its organizer is told once.", person: true },
];

export class Bar {
  constructor(page) {
    this.page = page;
    this.sign = "";
    this.coming = byId("coming");
    for (const button of document.querySelectorAll(".move")) {
      button.addEventListener("click", () => this.move(button));
    }
    byId("over-button").addEventListener("click", () => this.startOver());
  }

  draw(state) {
    const { zone, city } = state.people[0] ?? { zone: "UTC", city: "" };
    const next = state.next_reminder;
    this.coming.textContent = next ? `${moment(new Date(next), zone)} (${city})` : "none is coming";
    byId("to-reminder").disabled = !next;
    this.drawWhatIfs(state);
  }

  async move(button) {
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    this.page.guide.moves();
    try {
      const moved = await moveClock(button.dataset.move);
      const { zone, city } = this.page.state.people[0];
      say(`It is ${moment(new Date(moved.now), zone)} in ${city}.`);
      if (button.dataset.move === "next-reminder") this.page.guide.reminded();
    } catch (error) {
      if (!(error instanceof CannotDo)) throw error;
      say(error.message);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  isOn(what, state) {
    if (what === "twice") return state.twice > 0;
    if (what === "block") return state.people.some((person) => person.blocked);
    return state.faults.some((fault) => fault.name === what);
  }

  drawWhatIfs(state) {
    this.drawMet(state);
    // Without the counts: a switch that is drawn anew between press and release would not turn.
    const sign = JSON.stringify([state.faults.map(({ name }) => name), state.twice, state.people.map(({ key, started, blocked }) => [key, started, blocked])]);
    if (sign === this.sign) return;
    this.sign = sign;
    const on = WHAT_IFS.filter(({ what }) => this.isOn(what, state));
    const badge = byId("faults-on");
    badge.hidden = !on.length;
    badge.textContent = String(on.length);
    badge.setAttribute("aria-label", `${on.length} on`);
    const panel = byId("what-if");
    const held = document.activeElement?.dataset?.what;
    panel.replaceChildren(
      h("h2", { id: "what-if-title" }, "What if…"),
      h("p", { class: "aside" }, "Let something go wrong, and watch the phones."),
      h("ul", {}, WHAT_IFS.map((one) => this.drawWhatIf(one, state))));
    if (held) panel.querySelector(`[data-what="${held}"]`)?.focus();
    this.drawMet(state);
  }

  /** How many calls each one that is on has met. */
  drawMet(state) {
    for (const place of byId("what-if").querySelectorAll(".met")) {
      const met = state.faults.find((fault) => fault.name === place.dataset.met)?.met ?? 0;
      const words = met ? `It has met ${met} ${met === 1 ? "call" : "calls"} so far.` : "";
      if (place.textContent !== words) place.textContent = words;
    }
  }

  drawWhatIf({ what, title, watch, given, person }, state) {
    const isOn = this.isOn(what, state);
    const blocked = state.people.find((one) => one.blocked);
    const whom = person && h("select", { "aria-label": "Who", data: { what: `${what}-who` }, disabled: isOn },
      state.people.filter((one) => one.started).map((one) => h("option", { value: one.key, selected: one === blocked }, one.first_name)));
    if (whom && !blocked && whom.options.length > 1) whom.selectedIndex = 1;
    const toggle = h("button", { type: "button", role: "switch", "aria-checked": String(isOn), "aria-label": title, class: "switch", data: { what } });
    toggle.addEventListener("click", () => this.turn(what, !isOn, given, person ? (isOn ? blocked.key : whom.value) : null));
    return h("li", { class: isOn ? "on" : "" },
      h("div", {}, h("h3", {}, title, whom), h("p", {}, watch), h("p", { class: "met", data: { met: what } })),
      toggle);
  }

  async turn(what, on, given, person) {
    try {
      if (person) await post(`${person}/${on ? "block" : "unblock"}`);
      else await post("faults", on ? { what, ...given } : { what: "well", of: what });
    } catch (error) {
      if (!(error instanceof CannotDo)) throw error;
      say(error.message);
    }
  }

  async startOver() {
    const yes = await confirm(null, "Start over?", "All chats and appointments of the playground are forgotten, and its week begins anew.", "Start over", "Keep it", "danger");
    if (!yes) return;
    const veil = h("div", { class: "veil", role: "status" }, h("p", {}, icon("again"), "Starting over…"));
    document.body.append(veil);
    try {
      await post("start-over");
      this.page.refresh();
    } catch (error) {
      if (!(error instanceof CannotDo)) throw error;
      say(error.message);
    } finally {
      veil.remove();
    }
  }
}

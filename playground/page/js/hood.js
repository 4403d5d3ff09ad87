// The drawer: every call that the bot made, what Telegram answered, and how long that took.

import { CannotDo, get } from "./api.js";
import { clock } from "./dates.js";
import { byId, h, iconButton } from "./dom.js";

const KEPT = 300;

export class Hood {
  constructor(page) {
    this.page = page;
    this.place = byId("hood");
    this.button = byId("hood-button");
    this.last = 0;
    this.run = null;
    this.list = h("ol", { class: "calls" });
    this.polls = h("input", { type: "checkbox", on: { change: () => this.place.classList.toggle("with-polls", this.polls.checked) } });
    this.place.append(
      h("header", {}, h("h2", { id: "hood-title" }, "Under the hood"), iconButton("close", "Close the drawer", () => this.toggle(false))),
      h("p", { class: "aside" }, "What the bot asked of Telegram's Bot API, newest first. Open one to see all of it."),
      h("label", { class: "aside" }, this.polls, " getUpdates too"),
      this.list);
    this.button.addEventListener("click", () => this.toggle(this.place.hidden));
    this.place.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle(false));
  }

  toggle(open) {
    this.place.hidden = !open;
    document.body.classList.toggle("with-hood", open);
    this.button.setAttribute("aria-expanded", String(open));
    clearInterval(this.timer);
    if (open) {
      this.look();
      this.timer = setInterval(() => this.look(), 1000);
      this.place.querySelector("button").focus();
    } else {
      this.button.focus();
    }
    this.page.arrange();
  }

  async look() {
    const { run } = this.page.state;
    if (this.run !== run) {
      this.run = run;
      this.last = 0;
      this.list.replaceChildren();
    }
    let calls;
    try {
      calls = await get(`calls?after=${this.last}`);
    } catch (error) {
      if (!(error instanceof CannotDo)) throw error;
      this.last = 0; // another start of the program counts anew
      return;
    }
    for (const call of calls) {
      if (call.number <= this.last) continue;
      this.last = call.number;
      this.list.prepend(this.draw(call));
    }
    while (this.list.children.length > KEPT) this.list.lastElementChild.remove();
  }

  draw({ at, method, parameters, status, answer, milliseconds }) {
    const zone = this.page.state.people[0]?.zone ?? "UTC";
    const chat = this.page.chatName(Number(parameters.chat_id)) ?? "";
    const json = (value) => h("pre", { tabindex: "0" }, JSON.stringify(value, null, 2));
    const text = parameters.text ?? parameters.caption;
    return h("li", { class: method === "getUpdates" ? "poll" : "" },
      h("details", {},
        h("summary", {},
          h("span", { class: `status ${status < 300 ? "fine" : "refused"}` }, String(status)),
          h("b", {}, method), h("span", { class: "to" }, chat),
          h("span", { class: "took" }, `${milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds)} ms`),
          h("time", {}, clock(new Date(at), zone)),
          text && h("span", { class: "excerpt" }, text.replace(/<[^>]+>/g, "").slice(0, 90))),
        h("h3", {}, "Asked"), json(parameters), h("h3", {}, "Answered"), json(answer)));
  }
}

// What opens over a phone: questions, lists to choose from, pop-ups, links. Each returns a promise of what was chosen,
// or null when it was closed. They are modal dialogs, so that focus stays in and Escape closes.

import { copy, h, icon } from "./dom.js";

let sheets = 0;

/** Open a dialog over `phone` (or in the middle of the page without one); resolves with what `close` was given. */
function open(phone, title, build) {
  return new Promise((resolve) => {
    let result = null;
    const heading = `sheet-${(sheets += 1)}`;
    const dialog = h("dialog", { class: "sheet", "aria-labelledby": heading }, h("h2", { id: heading }, title));
    const close = (value) => {
      result = value;
      dialog.close();
    };
    dialog.append(...build(close));
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog) close(null); // the backdrop
    });
    document.body.append(dialog);
    dialog.showModal();
    if (phone) lay(dialog, phone);
  });
}

function lay(dialog, phone) {
  const frame = phone.getBoundingClientRect();
  const width = Math.min(frame.width - 24, 380);
  dialog.style.setProperty("width", `${width}px`);
  dialog.style.setProperty("left", `${frame.left + (frame.width - width) / 2}px`);
  const top = frame.top + Math.max(24, (frame.height - dialog.offsetHeight) / 2.4);
  dialog.style.setProperty("top", `${Math.max(12, Math.min(top, innerHeight - dialog.offsetHeight - 12))}px`);
  dialog.classList.add("laid");
}

const action = (label, click, name = "") => h("button", { type: "button", class: `action ${name}`, on: { click } }, label);

/** Ask a question with one way on. */
export const confirm = (phone, title, text, yes, no = "Not now", name = "primary") =>
  open(phone, title, (close) => [
    h("p", {}, text),
    h("div", { class: "actions" }, action(no, () => close(null)), action(yes, () => close(true), name)),
  ]);

/** A pop-up of the bot that has to be closed. */
export const alert = (phone, from, text) =>
  open(phone, from, (close) => [
    h("p", { class: "kept" }, text),
    h("div", { class: "actions" }, action("OK", () => close(true), "primary")),
  ]);

/** What an address is, and what one can do with it; the page itself opens nothing. */
export const link = (phone, address, title = "A link out of Telegram") =>
  open(phone, title, (close) => [
    h("p", { class: "address" }, address),
    h("p", { class: "aside" }, "A phone would open it in a browser. The playground opens nothing by itself."),
    h("div", { class: "actions" },
      action("Copy", () => copy(address).then(() => close(null))),
      /^https?:\/\//.test(address) &&
        h("a", { class: "action", href: address, target: "_blank", rel: "noreferrer noopener", on: { click: () => close(true) } }, "Open in a new tab"),
      action("Close", () => close(null), "primary")),
  ]);

const face = (person) => h("span", { class: "face", data: { who: person.key }, "aria-hidden": "true" }, person.first_name[0]);
const who = (person) => [
  face(person),
  h("span", { class: "who" }, h("b", {}, `${person.first_name} ${person.last_name}`.trim()),
    h("small", {}, person.username ? `@${person.username}` : "no @name", person.city ? ` · ${person.city}` : "")),
];

/** Choose one person; `text` stands above the list. */
export const choosePerson = (phone, title, text, people) =>
  open(phone, title, (close) => [
    text && h("p", { class: "kept preview" }, text),
    h("ul", { class: "people" }, people.map((person) =>
      h("li", {}, h("button", { type: "button", on: { click: () => close(person) } }, who(person))))),
    h("div", { class: "actions" }, action("Close", () => close(null))),
  ]);

/** Choose up to `most` people, as Telegram's own list does after `request_users`. */
export const choosePeople = (phone, title, people, most) =>
  open(phone, title, (close) => {
    const chosen = new Set();
    const done = action("Done", () => close([...chosen]), "primary");
    done.disabled = true;
    const boxes = people.map((person) => {
      const box = h("input", { type: "checkbox" });
      box.addEventListener("change", () => {
        if (box.checked) chosen.add(person.key);
        else chosen.delete(person.key);
        done.disabled = chosen.size === 0;
        for (const other of boxes) other.box.disabled = !other.box.checked && chosen.size >= most;
      });
      return { box, row: h("li", {}, h("label", {}, who(person), box)) };
    });
    return [
      h("p", { class: "aside" }, most === 1 ? "One of them." : `Up to ${most} of them.`),
      h("ul", { class: "people" }, boxes.map(({ row }) => row)),
      h("div", { class: "actions" }, action("Close", () => close(null)), done),
    ];
  });

/** Type one line. */
export const askLine = (phone, title, text, value, yes) =>
  open(phone, title, (close) => {
    const input = h("input", { type: "text", value, "aria-label": title, autocomplete: "off", spellcheck: "false" });
    input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") close(input.value);
    });
    return [
      h("p", {}, text),
      input,
      h("div", { class: "actions" }, action("Not now", () => close(null)), action(yes, () => close(input.value), "primary")),
    ];
  });

/** A short menu at a button: `[label, run, icon]` each. Arrow keys walk in it. */
export function menu(button, items) {
  const list = h("div", { class: "menu", popover: "auto", role: "menu" });
  for (const [label, run, name, hint] of items) {
    const item = h("button", { type: "button", role: "menuitem", tabindex: "-1" }, name && icon(name),
      h("span", {}, label, hint && h("small", {}, hint)));
    item.addEventListener("click", () => {
      list.hidePopover();
      run();
    });
    list.append(item);
  }
  const walk = (step) => {
    const all = [...list.children];
    all.at((all.indexOf(document.activeElement) + step) % all.length).focus();
  };
  list.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      walk(step);
    }
  });
  list.addEventListener("toggle", (event) => {
    if (event.newState === "closed") list.remove();
  });
  document.body.append(list);
  list.showPopover();
  const at = button.getBoundingClientRect();
  const left = Math.min(at.left, innerWidth - list.offsetWidth - 8);
  const below = at.bottom + 6 + list.offsetHeight < innerHeight;
  list.style.setProperty("left", `${Math.max(8, left)}px`);
  list.style.setProperty("top", `${below ? at.bottom + 6 : Math.max(8, at.top - list.offsetHeight - 6)}px`);
  list.firstElementChild?.focus();
}

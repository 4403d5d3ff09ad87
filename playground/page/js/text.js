// A text with its entities as elements. Offsets are UTF-16 code units, which is what JavaScript counts in.

import { copy, h } from "./dom.js";
import { dateTime, moment } from "./dates.js";

const PLAIN = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", blockquote: "blockquote",
  expandable_blockquote: "blockquote",
};

function element(entity, inside, phone) {
  const { type } = entity;
  const act = (click, props = {}) => h("button", { type: "button", class: "link", on: { click }, ...props });
  if (type in PLAIN) return h(PLAIN[type]);
  if (type === "url") return act(() => phone.openLink(inside));
  if (type === "text_link") return act(() => phone.openLink(entity.url), { title: entity.url });
  if (type === "email" || type === "phone_number") return act(() => copy(inside));
  if (type === "bot_command") return act(() => phone.send(inside));
  if (type === "mention") return act(() => phone.write(`${inside} `));
  if (type === "text_mention") return h("span", { class: "mention" });
  if (type === "hashtag" || type === "cashtag") return h("span", { class: "mention" });
  if (type === "code") {
    return h("button", { type: "button", class: "code", title: "Copy", on: { click: () => phone.copied(inside) } });
  }
  if (type === "pre") return h("pre");
  if (type === "spoiler") {
    const spoiler = h("button", { type: "button", class: "spoiler", "aria-label": "Hidden text: show" });
    spoiler.addEventListener("click", () => {
      spoiler.classList.add("open");
      spoiler.removeAttribute("aria-label");
    });
    return spoiler;
  }
  if (type === "date_time") {
    const title = `${moment(new Date(entity.unix_time * 1000), phone.zone)} (${phone.city})`;
    return h("time", { title, datetime: new Date(entity.unix_time * 1000).toISOString() });
  }
  return h("span");
}

/** Return a fragment that shows `text`; `phone` has zone, city and language, and does what a tap asks for. */
export function drawText(text, entities, phone) {
  const left = [...(entities ?? [])].sort((a, b) => a.offset - b.offset || b.length - a.length);

  function build(begin, end, inner) {
    const out = document.createDocumentFragment();
    let at = begin;
    while (inner.length) {
      const entity = inner.shift();
      const stop = Math.min(entity.offset + entity.length, end);
      if (entity.offset < at) continue; // two that overlap: the first has it
      out.append(text.slice(at, entity.offset));
      const inside = text.slice(entity.offset, stop);
      const node = element(entity, inside, phone);
      const nested = [];
      while (inner.length && inner[0].offset < stop) nested.push(inner.shift());
      if (entity.type === "date_time" && entity.date_time_format) {
        node.append(dateTime(entity.unix_time, entity.date_time_format, phone.zone, phone.language));
      } else {
        node.append(build(entity.offset, stop, nested));
      }
      out.append(node);
      at = stop;
    }
    out.append(text.slice(at, end));
    return out;
  }

  return build(0, text.length, left);
}

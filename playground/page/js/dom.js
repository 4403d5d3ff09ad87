// Making and finding elements. Text always goes in as text: nothing here reads HTML.

const SVG = "http://www.w3.org/2000/svg";

/**
 * Make an element. `props`: `class`, `on` (listeners), `data` (data-*), `style` (custom properties), anything else is an
 * attribute; false, null and undefined leave it out, true makes it empty.
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === "on") {
      for (const [kind, listener] of Object.entries(value)) element.addEventListener(kind, listener);
    } else if (name === "data") {
      Object.assign(element.dataset, value);
    } else if (name === "style") {
      for (const [property, set] of Object.entries(value)) element.style.setProperty(property, set);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** One of the page's icons; decoration only, so name the button around it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
}

/** A button with an icon and a name that only screen readers and the pointer see. */
export function iconButton(name, label, click, props = {}) {
  return h("button", { type: "button", class: "round", "aria-label": label, title: label, on: { click }, ...props },
    icon(name));
}

export const byId = (id) => document.getElementById(id);

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Give an element a class for a while; whoever wants less motion sees no more than a still mark. */
export function mark(element, name, milliseconds = 1800) {
  element.classList.remove(name);
  void element.offsetWidth; // begins the animation anew
  element.classList.add(name);
  setTimeout(() => element.classList.remove(name), calm.matches ? 2500 : milliseconds);
}

let saying;

/** Say something short at the foot of the page, on the screen and to screen readers. */
export function say(words) {
  const place = byId("said");
  place.textContent = words;
  place.classList.add("shown");
  clearTimeout(saying);
  saying = setTimeout(() => place.classList.remove("shown"), 4500);
}

/** Tell screen readers only; several in one moment are read one after the other. */
export function tell(words) {
  const line = h("p", {}, words);
  byId("heard").append(line);
  setTimeout(() => line.remove(), 20000);
}

/** Put a text on the clipboard, where the browser lets us. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    say("Copied.");
  } catch {
    say("This browser does not let the page copy.");
  }
}

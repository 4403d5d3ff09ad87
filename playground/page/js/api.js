// The playground's server: what phones do goes there by POST, what they notice comes back as events.

/** Something that no phone can do in this moment; the message says what. */
export class CannotDo extends Error {}

async function read(answer) {
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new CannotDo(body.error ?? `The playground answered ${answer.status}.`);
  return body;
}

async function ask(path, options) {
  let answer;
  try {
    answer = await fetch(`phones/${path}`, options);
  } catch {
    throw new CannotDo("The playground does not answer.");
  }
  return read(answer);
}

export const get = (path) => ask(path, { cache: "no-store" });

export const post = (path, given = {}) =>
  ask(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(given) });

export function upload(person, kind, file, chat, caption = "") {
  const query = new URLSearchParams({ name: file.name, chat_id: chat, caption });
  const headers = { "Content-Type": file.type || "application/octet-stream" };
  return ask(`${person}/upload/${kind}?${query}`, { method: "POST", headers, body: file });
}

export const fileAddress = (id) => `phones/file/${encodeURIComponent(id)}`;

/**
 * Follow the playground. `draw(state)` comes first and after every change; `notice(event)` after the state that holds
 * what it tells of; `connection(up)` when the server goes away and comes back.
 */
export function follow({ draw, notice, connection }) {
  let source = null;
  let busy = false;
  let again = false;
  let waiting = [];
  let run = null;

  async function refresh() {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    let lost = false;
    do {
      again = false;
      let state;
      try {
        state = await get("state");
      } catch {
        lost = true;
        break;
      }
      if (run !== null && run !== state.run) waiting = [];
      run = state.run;
      draw(state);
      const ripe = waiting.filter((event) => event.number <= state.number);
      waiting = waiting.filter((event) => event.number > state.number);
      ripe.forEach(notice);
      if (source === null) listen(state.number);
      connection(true);
    } while (again);
    busy = false;
    if (lost) retry();
  }

  function retry() {
    connection(false);
    setTimeout(refresh, 1500);
  }

  function listen(after) {
    source = new EventSource(`phones/events?after=${after}`);
    source.onmessage = (message) => {
      waiting.push(JSON.parse(message.data));
      refresh();
    };
    source.onerror = () => {
      // Another start of the program counts from one again, so its stream has to begin where its state ends.
      source.close();
      source = null;
      waiting = [];
      retry();
    };
  }

  refresh();
  return refresh;
}

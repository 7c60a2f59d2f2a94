// The line to the server. A message waits in the tab's storage until it is answered: over a reload, a lost connection
// or a restart of the server it is sent again, and the server hears it once.

import { io } from "./socket.io.js";

const SESSION = "waymark.session";
const WAITING = "waymark.waiting";
const PATIENCE = 30000; // milliseconds until a message is sent again on an open line
const MOST_TRIES = 4;
const LONGEST = 40000; // characters that are sent; the server says where it stops reading, at fewer
const LONGEST_SHOWN = 10000; // of what other tabs show of a message

/** Storage that does without where the browser allows none. */
function kept(storage) {
  const own = new Map();
  return {
    get(key) { try { return storage().getItem(key); } catch { return own.get(key) ?? null; } },
    set(key, value) { own.set(key, value); try { storage().setItem(key, value); } catch { /* kept in this page only */ } },
  };
}
const browser = kept(() => localStorage);
export const tab = kept(() => sessionStorage);

/** An id that nobody else uses (crypto.randomUUID is there on secure origins only). */
export const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export class Connection {
  #opened = []; // who waits for the line

  /** `on` has messages(list), state(text, trouble), writing(yes), gaveUp(message). */
  constructor(on) {
    this.on = on;
    this.ready = false;
    this.busy = false;
    this.waiting = this.#stored();
    this.socket = io({
      path: "/socket.io", transports: ["websocket", "polling"], tryAllTransports: true,
      reconnectionDelay: 400, reconnectionDelayMax: 4000, timeout: 8000,
    });
    this.socket.on("connect", () => this.#ask());
    this.socket.on("session_confirm", (session) => this.#begin(session));
    this.socket.on("bot_uttered", (message) => on.messages([message]));
    this.socket.on("user_echo", (message) => on.messages([message]));
    this.socket.on("disconnect", () => this.#lost());
    this.socket.on("connect_error", () => this.#lost());
  }

  get session() { return browser.get(SESSION); }

  /** The session, for requests beside the line: they wait for it, too. */
  async token() {
    if (!this.ready) await new Promise((resolve) => { this.#opened.push(resolve); });
    return this.session;
  }

  /** Is this a message that was not sent yet, because another one waits for its answer or the line is down? */
  isQueued(id) { return this.waiting.some((message) => message.id === id && !message.tries); }

  /** Sends a message, now or when the line is back; returns its id. `shown` is what the visitor sees of it; `file` the
   * name of the file that it is the text of. */
  send(message, shown = message, id = newId(), file = undefined) {
    const kept = { message: message.slice(0, LONGEST), shown: shown.slice(0, LONGEST_SHOWN) };
    this.waiting.push({ id, ...kept, file, tries: 0 });
    this.#keep();
    this.on.writing(true);
    this.#next();
    return id;
  }

  #stored() {
    try {
      const found = JSON.parse(tab.get(WAITING) || "[]");
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  }

  #keep() { tab.set(WAITING, JSON.stringify(this.waiting)); }

  #ask() { this.socket.emit("session_request", { session_id: this.session }); }

  #begin(session) {
    browser.set(SESSION, session.session_id);
    this.ready = true;
    this.#opened.splice(0).forEach((resolve) => resolve());
    this.busy = false;
    this.on.state("", false);
    this.on.messages(session.messages, true);
    this.on.writing(this.waiting.length > 0);
    this.#next();
  }

  #lost() {
    this.ready = false;
    this.busy = false;
    this.on.state("Connection lost. Trying again; nothing that you wrote is lost.", true);
  }

  async #next() {
    const first = this.waiting[0];
    if (!this.ready || this.busy || !first) return;
    this.busy = true;
    const again = first.tries > 0;
    first.tries += 1;
    this.#keep();
    try {
      const answer = await this.socket.timeout(PATIENCE).emitWithAck("user_uttered", {
        session_id: this.session, id: first.id, message: first.message, shown: first.shown, file: first.file, again,
      });
      if (!answer.known) return this.#unknown(first);
      this.#done(first);
    } catch {
      if (!this.ready) return; // the line was lost: it is sent again when the line is back
      this.busy = false;
      if (first.tries >= MOST_TRIES) {
        this.on.gaveUp(first);
        this.#done(first);
      } else {
        this.#next();
      }
    }
  }

  /** The server does not know this session (its secret is another one): begin anew, and send again. */
  #unknown(message) {
    if (message.tries >= MOST_TRIES) {
      this.on.gaveUp(message);
      return this.#done(message);
    }
    this.ready = false;
    this.#ask();
  }

  #done(message) {
    this.waiting = this.waiting.filter((other) => other.id !== message.id);
    this.#keep();
    this.busy = false;
    this.on.writing(this.waiting.length > 0);
    this.#next();
  }
}

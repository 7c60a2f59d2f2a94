// The conversation on the page: where each message stands, which choices are open, what is scrolled to.
//
// An answer stands below its question, also where more was said meanwhile: so the page reads as the stored conversation does.

import { content, isWide } from "./cards.js";
import { make } from "./text.js";

const BOTTOM = 40; // pixels from the end within which somebody is reading the end

/** The id of the message that a message of the bot answers; "" for what the page itself says. */
const answersTo = (id) => id.slice(0, Math.max(0, id.lastIndexOf(".")));

export class Log {
  #shown = new Map(); // id -> element
  #atEnd = true;

  /** `isQueued(id)`: is this a message of the visitor that has not been sent yet? */
  constructor(root, isQueued) {
    this.root = root;
    this.isQueued = isQueued;
    root.addEventListener("scroll", () => this.#noteEnd());
    // A phone's keyboard, or a long message being written, takes room: the question that is answered stays in sight.
    new ResizeObserver(() => { if (this.#atEnd) root.scrollTop = root.scrollHeight; }).observe(root);
  }

  get size() { return this.#shown.size; }

  element(id) { return this.#shown.get(id); }

  /** Shows what is not shown yet, as it comes. */
  add(...messages) {
    for (const message of messages) {
      if (this.#shown.has(message.id)) continue;
      if (message.gone) this.#forget();
      this.#place(message, this.#drawn(message));
      this.#closeOldChoices();
      this.#scrollTo(this.element(message.id), message.from === "bot");
    }
  }

  /** Shows a stored conversation, in its order; what still waits for an answer stays below it. It is not read out. */
  restore(messages) {
    if (messages.every((message) => this.#shown.has(message.id))) return;
    this.root.setAttribute("aria-live", "off");
    let before = null;
    for (const message of messages) {
      const known = this.element(message.id);
      const element = known || this.#drawn(message);
      if (!known && before) before.after(element);
      else if (!known) this.root.prepend(element);
      before = element;
    }
    this.#closeOldChoices();
    this.root.scrollTop = this.root.scrollHeight;
    setTimeout(() => this.root.removeAttribute("aria-live"), 500);
  }

  #drawn(message) {
    document.getElementById("start")?.remove();
    const fromBot = message.from === "bot";
    const element = make("div", {
      class: `message ${fromBot ? "bot" : "visitor"}${isWide(message) ? " wide" : ""}`, tabindex: "-1",
      "data-answers": fromBot ? answersTo(message.id) : null,
    }, make("span", { class: "who" }, fromBot ? "Waymark: " : "You: "), ...(fromBot ? content(message) : [message.text]));
    const choices = fromBot ? choicesOf(message) : null;
    if (choices) element.append(choices);
    this.#shown.set(message.id, element);
    return element;
  }

  #place(message, element) {
    const question = message.from === "bot" && this.element(answersTo(message.id));
    if (question) {
      let last = question;
      while (last.nextElementSibling?.dataset.answers === element.dataset.answers) last = last.nextElementSibling;
      last.after(element);
    } else if (this.isQueued(message.id)) {
      this.root.append(element);
    } else {
      const queued = [...this.#shown].find(([id]) => this.isQueued(id));
      this.root.insertBefore(element, queued ? queued[1] : null);
    }
  }

  /** Only the newest answer's choices are open, until something is said: an older one would answer something else. */
  #closeOldChoices() {
    const messages = [...this.root.children];
    const said = messages.findLastIndex((message) => message.classList.contains("visitor"));
    const newest = messages.findLast((message) => message.dataset.answers)?.dataset.answers;
    messages.forEach((message, place) => {
      if (place < said || message.dataset.answers !== newest) message.querySelector(":scope > .choices")?.remove();
    });
  }

  /** The conversation was deleted: what it held goes from the page too, but for what still waits to be sent. */
  #forget() {
    const focused = this.root.contains(document.activeElement) && document.activeElement !== this.root;
    for (const [id, element] of this.#shown) {
      if (this.isQueued(id)) continue;
      element.remove();
      this.#shown.delete(id);
    }
    if (focused) this.root.focus();
  }

  /** A long answer is read from its beginning. Only the conversation scrolls, never the page around it. */
  #scrollTo(element, fromBot) {
    const log = this.root;
    const first = fromBot ? firstOfAnswer(element) : element;
    const top = first.offsetTop - log.offsetTop - 8;
    const bottom = element.offsetTop + element.offsetHeight - log.offsetTop + 8;
    log.scrollTop = bottom - top > log.clientHeight ? top : bottom - log.clientHeight;
    this.#noteEnd(); // a log that needed not scroll tells nobody
  }

  #noteEnd() { this.#atEnd = this.root.scrollHeight - this.root.scrollTop - this.root.clientHeight < BOTTOM; }
}

function firstOfAnswer(element) {
  let first = element;
  while (first.previousElementSibling?.classList.contains("bot")) first = first.previousElementSibling;
  return first;
}

function choicesOf(message) {
  const replies = (message.quick_replies || []).filter((reply) => typeof reply.title === "string" && reply.title);
  if (!replies.length) return null;
  const buttons = replies.map((reply) => make("button", { type: "button", "data-payload": reply.payload }, reply.title));
  return make("div", { class: "choices", role: "group", "aria-label": "Answers to choose from" }, ...buttons);
}

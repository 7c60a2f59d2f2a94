// The page: takes what the visitor says or presses, says how things are, keeps the keyboard's focus where it helps.

import { Connection, newId, tab } from "./connection.js";
import { takeFiles } from "./files.js";
import { Log } from "./log.js";
import { make } from "./text.js";

const DRAFT = "waymark.draft";
const AWAY = 6 * 3600; // seconds after which a visitor is greeted as one who comes back
const form = document.getElementById("form");
const say = document.getElementById("say");
const state = document.getElementById("state");
let writing = false;
let trouble = "";
let reading = ""; // the name of a file

const log = new Log(document.getElementById("log"), (id) => connection.isQueued(id));
const connection = new Connection({
  messages: (messages, stored) => (stored ? restore(messages) : log.add(...messages)),
  state: (text, isTrouble) => { trouble = isTrouble ? text : ""; tell(); },
  writing: (yes) => { writing = yes; tell(); },
  gaveUp: () => note("Your last message got no answer. Please send it again in a moment."),
});
log.add(...connection.waiting.filter((message) => message.shown).map(({ id, shown }) => ({ id, from: "visitor", text: shown })));
writing = connection.waiting.length > 0;
tell();

/** The line above the message box: trouble first, then a file that is read, then whether Waymark writes. */
function tell() {
  state.classList.toggle("trouble", Boolean(trouble));
  if (trouble) state.replaceChildren(trouble);
  else if (reading) state.replaceChildren(`Reading ${reading} \u2026`);
  else if (writing) state.replaceChildren(make("span", { class: "dots" }, "Waymark is writing"));
  else state.replaceChildren();
}

/** What the page itself has to say. */
const note = (text) => log.add({ id: newId(), from: "bot", text });

/** The stored conversation; who opens it after a while is greeted. */
function restore(messages) {
  const before = log.size;
  log.restore(messages);
  const last = messages.at(-1)?.at;
  if (!before && last && Date.now() / 1000 - last > AWAY) connection.send("/greet", "", `back.${Math.floor(last)}`);
}

function send(message, title = message, file = undefined) {
  const byKeyboard = document.activeElement?.matches("button[data-payload]:focus-visible");
  const id = newId();
  connection.send(message, title, id, file);
  log.add({ id, from: "visitor", text: title });
  // The pressed button is gone: from the visitor's own words the next tab stop is the answer's first choice.
  if (byKeyboard) log.element(id).focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-payload]");
  if (button) send(button.dataset.payload, button.textContent);
});

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = say.value.trim();
  if (!text) return;
  say.value = "";
  written();
  send(text);
});

/** What is written stays over a reload; the box grows with it, where the style sheet alone cannot let it. */
function written() {
  tab.set(DRAFT, say.value);
  if (CSS.supports("field-sizing", "content")) return;
  say.style.height = "auto";
  if (say.value) say.style.height = `${say.scrollHeight + 2}px`;
}
say.addEventListener("input", written);
say.value = say.value || tab.get(DRAFT) || "";
written();

say.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

takeFiles(document.getElementById("attach"), document.getElementById("file"), () => connection.token(), {
  said: (name, text) => send(text, `File: ${name}`, name),
  refused: note,
  reading: (name) => { reading = name; tell(); },
});

document.getElementById("export").addEventListener("click", async () => {
  try {
    if (!connection.ready) throw new Error("no line");
    const answer = await fetch("/web/export", { method: "POST", headers: { Authorization: `Bearer ${await connection.token()}` } });
    if (!answer.ok) throw new Error(String(answer.status));
    const url = URL.createObjectURL(await answer.blob());
    make("a", { href: url, download: "waymark.json" }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    state.replaceChildren("Your data is saved as waymark.json.");
  } catch {
    state.replaceChildren("The export cannot be made at the moment. Please try again in a minute.");
  }
});

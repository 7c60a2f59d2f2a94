// The page: shows messages, takes what the visitor says or presses, keeps the keyboard's focus where it helps.

import { content, isWide } from "./cards.js";
import { Connection, newId } from "./connection.js";
import { takeFiles } from "./files.js";
import { make } from "./text.js";

const AWAY = 6 * 3600; // seconds after which a visitor is greeted as one who comes back
const log = document.getElementById("log");
const form = document.getElementById("form");
const say = document.getElementById("say");
const state = document.getElementById("state");
const shown = new Map(); // id -> element
let writing = false;
let trouble = "";
let reading = ""; // the name of a file

const connection = new Connection({
  messages: show,
  state: (text, isTrouble) => { trouble = isTrouble ? text : ""; tell(); },
  writing: (yes) => { writing = yes; tell(); },
  gaveUp: () => add({ id: newId(), from: "bot", text: "Your last message got no answer. Please send it again in a moment." }),
});
connection.waiting.forEach((message) => message.shown && add({ id: message.id, from: "visitor", text: message.shown }));
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

/** Shows messages that are not shown yet. A stored conversation is not read out. */
function show(messages, stored = false) {
  const fresh = messages.filter((message) => !shown.has(message.id));
  if (!fresh.length) return;
  if (stored) log.setAttribute("aria-live", "off");
  const before = shown.size;
  fresh.forEach((message) => add(message, stored));
  if (stored) {
    keepOrder(messages);
    log.scrollTop = log.scrollHeight;
    setTimeout(() => log.removeAttribute("aria-live"), 500);
    const last = messages.at(-1).at;
    if (!before && last && Date.now() / 1000 - last > AWAY) connection.send("/greet", "", `back.${Math.floor(last)}`);
  }
}

/** Messages that still wait for their answer stand below the stored ones. */
function keepOrder(stored) {
  const known = new Set(stored.map((message) => message.id));
  for (const [id, element] of shown) if (!known.has(id)) log.append(element);
}

function add(message, stored = false) {
  if (shown.has(message.id)) return;
  document.getElementById("start")?.remove();
  const fromBot = message.from === "bot";
  if (!fromBot) dropChoices();
  const element = make("div", { class: `message ${fromBot ? "bot" : "visitor"}${isWide(message) ? " wide" : ""}`, tabindex: "-1" },
    make("span", { class: "who" }, fromBot ? "Waymark: " : "You: "),
    ...(fromBot ? content(message) : [message.text]));
  const choices = fromBot ? choicesOf(message) : null;
  if (choices) element.append(choices);
  shown.set(message.id, element);
  log.append(element);
  if (!stored) scrollTo(element, fromBot);
}

/** A long answer is read from its beginning. Only the conversation scrolls, never the page around it. */
function scrollTo(element, fromBot) {
  const first = fromBot ? firstOfAnswer(element) : element;
  const top = first.offsetTop - log.offsetTop - 8;
  const bottom = element.offsetTop + element.offsetHeight - log.offsetTop + 8;
  log.scrollTop = bottom - top > log.clientHeight ? top : bottom - log.clientHeight;
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

/** Buttons belong to the newest question: an older one would answer something else. */
function dropChoices() {
  log.querySelectorAll(".choices").forEach((group) => group.remove());
}

function send(message, title = message, file = undefined) {
  const byKeyboard = document.activeElement?.matches("button[data-payload]:focus-visible");
  const id = newId();
  add({ id, from: "visitor", text: title });
  connection.send(message, title, id, file);
  // The pressed button is gone: from the visitor's own words the next tab stop is the answer's first choice.
  if (byKeyboard) shown.get(id).focus();
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
  send(text);
});

say.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit();
  }
});

takeFiles(document.getElementById("attach"), document.getElementById("file"), () => connection.token(), {
  said: (name, text) => send(text, `File: ${name}`, name),
  refused: (sentence) => add({ id: newId(), from: "bot", text: sentence }),
  reading: (name) => { reading = name; tell(); },
});

document.getElementById("export").addEventListener("click", async () => {
  try {
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

// How a kind of message is drawn from its data. A kind that is not known here, or whose data is not as expected, is
// drawn from its text, which says the same.

import { line, link, make, paragraphs, webAddress } from "./text.js";

const percent = (share) => `${Math.round(share * 100)} %`;
const inHundred = (share) => `${Math.round(share * 100)} in 100`;
const isShare = (value) => typeof value === "number" && value >= 0 && value <= 1;

/** The content of a message of the bot. */
export function content(message) {
  const custom = message.custom || {};
  const draw = Object.hasOwn(CARDS, custom.kind) ? CARDS[custom.kind] : null;
  try {
    return (draw && draw(custom, message.text)) || paragraphs(message.text);
  } catch {
    return paragraphs(message.text);
  }
}

/** Does the message want the whole width? */
export const isWide = (message) => ["plan", "gaps", "recommendation", "chart"].includes((message.custom || {}).kind);

const CARDS = { recommendation, chart: comparison, gaps, plan, report };

function recommendation(data, text) {
  const chart = chartOf(data, null);
  if (!chart) return null;
  const [first, ...rest] = paragraphs(text);
  if (first.textContent.endsWith(":")) return null; // a list follows, which the chart would part from its heading
  first.classList.add("verdict");
  return [first, chart, ...rest];
}

function comparison(data, text) {
  const chart = data.after ? chartOf(data.after, data.before) : chartOf(data, null);
  return chart && [...paragraphs(text), chart];
}

/** Fit and readiness of each role as bars: one image to a screen reader, with all figures in its text. */
function chartOf(data, before) {
  const roles = Object.keys(data.readiness || {}).filter((role) => isShare(data.readiness[role]));
  if (!roles.length || !roles.every((role) => data.fit && isShare(data.fit[role]?.value))) return null;
  const name = (role) => (data.labels && data.labels[role]) || role;
  const said = roles.map((role) => {
    const fit = data.fit[role];
    const was = before ? `, before ${inHundred(before.fit[role].value)} and ${percent(before.readiness[role])}` : "";
    return `${name(role)}: fit ${inHundred(fit.value)}, between ${Math.round(fit.low * 100)} and ` +
      `${Math.round(fit.high * 100)}; holds ${percent(data.readiness[role])} of what is asked for${was}.`;
  });
  const chart = make("div", { class: "chart", role: "img", "aria-label": `Chart. ${said.join(" ")}` });
  chart.append(make("div", { class: "head" }, before ? "Fit after (mark: before)" : "Fit, with its range"));
  roles.forEach((role, i) => {
    const fit = data.fit[role];
    chart.append(...row(name(role), i, fit.value, inHundred(fit.value), before ? { was: before.fit[role].value } : fit));
  });
  chart.append(make("div", { class: "head" }, before ? "Held after (mark: before)" : "Held of what is asked for"));
  roles.forEach((role, i) => {
    const share = data.readiness[role];
    chart.append(...row(name(role), i, share, percent(share), before ? { was: before.readiness[role] } : {}));
  });
  return chart;
}

function row(label, number, share, value, { low, high, was }) {
  const bar = make("div", { class: `bar role${number % 4}` });
  bar.style.width = `${share * 100}%`;
  const track = make("div", { class: "track" }, bar);
  if (isShare(low) && isShare(high)) {
    const span = make("div", { class: "span" });
    span.style.left = `${low * 100}%`;
    span.style.width = `${(high - low) * 100}%`;
    track.append(span);
  }
  if (isShare(was)) {
    const mark = make("div", { class: "was" });
    mark.style.left = `${was * 100}%`;
    track.append(mark);
  }
  return [make("div", { class: "label" }, label), track, make("div", { class: "value" }, value)];
}

/** What a list's text says before and after its items. */
function around(text) {
  const lines = text.split("\n");
  const items = lines.map((said, i) => (/^(- | {2})/.test(said) ? i : -1)).filter((i) => i >= 0);
  if (!items.length) return null;
  return { before: lines.slice(0, items[0]).join("\n"), after: lines.slice(items.at(-1) + 1).join("\n") };
}

function gaps(data, text) {
  const said = around(text);
  if (!said || !Array.isArray(data.gaps) || !data.gaps.length) return null;
  const rows = data.gaps.map((gap) => {
    const climb = gap.have && gap.have !== "none" ? `${gap.have} to ${gap.need}` : `to ${gap.need}`;
    return make("li", {},
      make("div", { class: "top" }, make("span", { class: "name" }, gap.name),
        make("span", { class: "side" }, `about ${Math.round(gap.hours)} h, +${Math.round(gap.gain * 100)} points`)),
      make("span", { class: "more" }, climb));
  });
  return [...paragraphs(said.before), make("ol", { class: "rows" }, ...rows), ...paragraphs(said.after)];
}

function plan(data, text) {
  const said = around(text);
  if (!said || !Array.isArray(data.steps) || !data.steps.length) return null;
  const rows = data.steps.map((step) => {
    const from = Math.floor(step.week_from);
    const to = Math.max(from, Math.floor(step.week_to));
    const weeks = from === to ? `week ${from}` : `weeks ${from}-${to}`;
    return make("li", {},
      make("div", { class: "top" }, make("span", { class: "name" }, step.name),
        make("span", { class: "side" }, `${weeks}, about ${Math.round(step.hours)} h`)),
      make("span", { class: "more" }, step.climb || ""),
      step.title ? make("span", { class: "more" }, link(step.url, step.title), about(step)) : null,
      step.project ? make("span", { class: "more" }, ...line(`Show it: ${step.project}`)) : null);
  });
  return [...paragraphs(said.before), make("ol", { class: "rows" }, ...rows), ...paragraphs(said.after)];
}

/** Who made a step's resource, what it costs and takes, and what to know before it is begun. */
function about(step) {
  const hours = step.resource_hours > 0 ? `, about ${step.resource_hours} h` : "";
  return ` (${step.publisher}${step.free ? ", free" : ""}${hours})${step.remarks || ""}`;
}

function report(data, text) {
  if (!webAddress(data.url)) return null;
  const plain = text.replace(data.url, "").replace(/:\s*\n/, ".\n");
  return [...paragraphs(plain), make("p", {}, link(data.url, "Open my report", { class: "big" }))];
}

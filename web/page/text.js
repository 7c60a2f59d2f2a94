// Text as elements. Whatever a message holds, it stays text: nothing here parses markup, and only addresses of the
// web become links.

const ADDRESS = /https?:\/\/[^\s<>"'`\u0000-\u001f]+/g;
const TRAILING = /[.,;:!?)\]}]+$/;

/** An element with attributes and children (texts or elements). */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** The address if it is one of the web, else null: no `javascript:` or `data:` becomes a link. */
export function webAddress(raw) {
  try {
    const found = new URL(String(raw));
    return found.protocol === "https:" || found.protocol === "http:" ? found.href : null;
  } catch {
    return null;
  }
}

/** A link to another page, in a tab of its own; the bare text where the address is none of the web. */
export function link(raw, text, attributes = {}) {
  const href = webAddress(raw);
  if (!href) return document.createTextNode(text);
  return make("a", { href, target: "_blank", rel: "noopener noreferrer nofollow", ...attributes }, text);
}

/** A percentage stays on one line, and an arrow is one. */
const set = (text) => text.replace(/(\d) %/g, "$1\u00a0%").replaceAll(" -> ", " \u2192 ");

/** One line: text, with addresses as links. */
export function line(raw) {
  const text = set(raw);
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(TRAILING, "");
    parts.push(text.slice(from, found.index), link(address, address));
    from = found.index + address.length;
  }
  return [...parts, text.slice(from)].filter((part) => part !== "");
}

/** A whole text: its lines as paragraphs, lines that begin with "- " as a list with what is indented below them. */
export function paragraphs(text) {
  const found = [];
  let list = null;
  for (const raw of text.split("\n")) {
    const said = raw.trim();
    if (!said) {
      list = null;
    } else if (/^[-*\u2022] /.test(said)) {
      if (!list) found.push((list = make("ul")));
      list.append(make("li", {}, ...line(said.slice(2))));
    } else if (list && /^\s{2,}/.test(raw)) {
      list.lastElementChild.append(make("br"), ...line(said));
    } else {
      list = null;
      found.push(make("p", {}, ...line(said)));
    }
  }
  return found;
}

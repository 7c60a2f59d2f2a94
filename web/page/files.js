// A CV or a job advert as a file: the server gives back its text, which is then said like any message.

const LARGEST = 5_000_000; // bytes; the server has the last word
const HUGE = "That file is larger than 5 MB, so I did not open it. You can also paste its text here.";
const LOST = "That file did not get through. Please attach it again in a moment.";

/** Lets the visitor choose or drop a file. `token` gives the session's token in time; `on` has said(name, text), refused(sentence), reading(name or ""). */
export function takeFiles(button, input, token, on) {
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    const file = input.files[0];
    input.value = ""; // the same file may be chosen again
    if (file) attach(file);
  });
  // Dropped anywhere: without this the browser would leave the page and show the file.
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file && !button.disabled) attach(file);
  });

  async function attach(file) {
    button.disabled = true;
    on.reading(file.name);
    try {
      await ask(file);
    } catch {
      on.refused(LOST);
    } finally {
      button.disabled = false;
      on.reading("");
    }
  }

  async function ask(file) {
    if (file.size > LARGEST) return on.refused(HUGE);
    const headers = { Authorization: `Bearer ${await token()}`, "X-File-Name": encodeURIComponent(file.name) };
    const answer = await fetch("/web/file", { method: "POST", headers, body: await file.arrayBuffer() });
    if (!answer.ok && answer.status !== 422) return on.refused(LOST);
    const { name, text, error } = await answer.json();
    return error ? on.refused(error) : on.said(name, text);
  }
}

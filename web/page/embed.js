// Waymark on another site: a button that opens the page in a frame. Usage:
//   <script src="https://waymark.example.org/web/embed.js" defer></script>
// The server has to name the site in WAYMARK_WEB_ORIGINS; the frame keeps both sites' scripts and styles apart.

(() => {
  const home = new URL(document.currentScript.src).origin;
  const label = document.currentScript.dataset.label || "Ask Waymark";
  const frame = document.createElement("iframe");
  const button = document.createElement("button");
  Object.assign(frame, { title: "Waymark, a career adviser", id: "waymark-frame", hidden: true, referrerPolicy: "no-referrer" });
  frame.allow = "";
  Object.assign(button, { type: "button", textContent: label });
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", frame.id);
  Object.assign(button.style, {
    position: "fixed", right: "1rem", bottom: "1rem", zIndex: 2147483000, minHeight: "2.75rem", padding: ".3rem 1.2rem",
    font: "600 1rem system-ui, sans-serif", color: "#fff", background: "#0b4f6c", border: "2px solid #fff", borderRadius: "1.4rem", cursor: "pointer",
  });
  Object.assign(frame.style, {
    position: "fixed", right: "1rem", bottom: "4.5rem", zIndex: 2147483000, width: "min(26rem, calc(100vw - 2rem))",
    height: "min(42rem, calc(100vh - 6rem))", border: "1px solid #6f7d85", borderRadius: "1rem", background: "#fff",
  });
  const turn = (open) => {
    if (open && !frame.src) frame.src = `${home}/chat`; // nothing is loaded before somebody asks for it
    frame.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? "Close" : label;
    if (open) frame.focus();
  };
  button.addEventListener("click", () => turn(frame.hidden));
  document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !frame.hidden) { turn(false); button.focus(); } });
  document.body.append(frame, button);
})();

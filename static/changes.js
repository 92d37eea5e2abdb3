// Single keys step through the changes of a page, only while something in the comparison has the focus: they follow
// the same links that lead from change to change without this file.
const RELATIONS = { n: "next", p: "prev" };

for (const part of document.querySelectorAll("[data-steps]")) {
  const hint = part.querySelector("[data-steps-keys]");
  if (!hint) continue;
  hint.hidden = false;
  part.addEventListener("keydown", (event) => {
    const relation = RELATIONS[event.key];
    if (!relation || event.ctrlKey || event.metaKey || event.altKey || isTypedIn(event.target)) return;
    const here = part.querySelector("[data-step]:target");
    const link = here ? here.querySelector(`[rel=${relation}]`) : part.querySelector("[data-steps-first]");
    if (!link) return;
    event.preventDefault();
    window.location.replace(link.hash);
    document.querySelector(link.hash).focus({ preventScroll: true });
  });
}

function isTypedIn(element) {
  return element.closest("input, select, textarea, [contenteditable]") !== null;
}

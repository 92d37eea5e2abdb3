// Django's choosers are named by what is chosen in them, and so by nothing while they are empty: they get their label's words.
function name(chooser) {
  const label = chooser.previousElementSibling?.labels?.[0]?.textContent.replace(/:\s*$/, "").trim();
  const shown = chooser.querySelector(".select2-selection__rendered");
  if (!label || !shown) return;
  const words = shown.title ? `${label}: ${shown.title}` : label;
  if (shown.getAttribute("aria-label") !== words) shown.setAttribute("aria-label", words);
}

function nameAll() {
  document.querySelectorAll(".select2-container").forEach(name);
  document.querySelectorAll(".select2-search__field:not([aria-label])").forEach((field) => field.setAttribute("aria-label", "Search"));
}

new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
nameAll();

// Arrow keys and Page Up and Down step through a meeting as its links do; full screen where the browser can.
const link = (relation) => document.querySelector(`#meeting a[rel="${relation}"]`);
const KEYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "prev", PageUp: "prev" };

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const target = link(KEYS[event.key]);
  if (!target) return;
  event.preventDefault();
  location.assign(target.href);
});

const button = document.querySelector("[data-full-screen]");
if (button && document.fullscreenEnabled) {
  button.hidden = false;
  button.addEventListener("click", () => document.documentElement.requestFullscreen());
}

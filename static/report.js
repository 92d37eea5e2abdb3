// The report form: asks what the chosen status asks, and saves while typing. Without it every question stands there.
const form = document.getElementById("report");
const saved = document.getElementById("saved");
const WAIT = 1000; // milliseconds without a key before what was typed is saved
let unsaved = false;
let timer;
let running = Promise.resolve();

function showQuestions() {
  const chosen = form.querySelector("[name=status]:checked");
  const closes = Boolean(chosen && "closes" in chosen.dataset);
  const moved = ["day", "month", "year"].some((part) => {
    const field = form.elements[`forecast-${part}`];
    return field.value.trim() !== field.defaultValue;
  });
  const asked = { amber: chosen?.dataset.colour === "amber", red: chosen?.dataset.colour === "red", closes, moved };
  for (const panel of form.querySelectorAll("[data-ask]")) {
    const answered = [...panel.querySelectorAll("textarea")].some((field) => field.value);
    panel.hidden = !asked[panel.dataset.ask] && !answered && !panel.querySelector(".govuk-error-message");
  }
  for (const panel of form.querySelectorAll("[data-unless]")) panel.hidden = asked[panel.dataset.unless];
}

async function save() {
  unsaved = false;
  const typed = new FormData(form);
  typed.delete("files");
  try {
    const response = await fetch(form.dataset.save, {
      method: "POST",
      body: typed,
      redirect: "error",
      headers: { "X-Requested-With": "report" },
    });
    if (!response.ok) throw new Error(response.statusText);
    form.elements.revision.value = (await response.json()).revision;
    saved.textContent = `Draft saved ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}`;
    saved.classList.remove("app-saved--failed");
  } catch {
    unsaved = true;
    saved.textContent = "Not saved: you may be signed out or offline. Keep this page open and press “Save for later”.";
    saved.classList.add("app-saved--failed");
  }
}

function saveSoon() {
  unsaved = true;
  clearTimeout(timer);
  timer = setTimeout(() => { running = running.then(save); }, WAIT);
}

form.addEventListener("input", () => { showQuestions(); saveSoon(); });
form.addEventListener("submit", () => { clearTimeout(timer); unsaved = false; });
window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
showQuestions();

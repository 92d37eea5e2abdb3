// Reports while they are being written: asks what the chosen status asks, and saves what is typed. Without it every
// question stands there, and a button saves.
const WAIT = 1000; // milliseconds without a key before what was typed is saved
const LONGEST = 5000; // milliseconds of typing without a pause before it is saved all the same
const AGAIN = 10000; // milliseconds before a save that failed is tried again

// One report: a form of its own, or a row of a page of several, whose fields' names then begin with its prefix.
class Report {
  constructor(part) {
    this.part = part;
    this.form = part.closest("form");
    this.start = part.dataset.prefix ? `${part.dataset.prefix}-` : "";
    this.told = part.querySelector("[data-saved]");
    this.running = Promise.resolve();
    part.addEventListener("input", () => { this.showQuestions(); this.saveSoon(); });
    part.addEventListener("change", () => this.showQuestions());
    this.form.addEventListener("submit", () => { clearTimeout(this.timer); this.unsavedSince = 0; });
    window.addEventListener("beforeunload", (event) => { if (this.unsavedSince) event.preventDefault(); });
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.saveNow(); });
    window.addEventListener("online", () => this.saveNow());
    this.showQuestions();
  }

  field(name) {
    return this.form.elements[this.start + name];
  }

  asked() {
    const chosen = this.part.querySelector("[data-asks]:checked"); // a radio button, or a list's option
    const asked = new Set(chosen?.dataset.asks.split(" "));
    const parts = ["day", "month", "year"].map((part) => this.field(`forecast-${part}`));
    if (parts.some((part) => part.value.trim() !== part.dataset.expected)) asked.add("moved");
    return asked;
  }

  showQuestions() {
    const asked = this.asked();
    for (const panel of this.part.querySelectorAll("[data-ask]")) {
      const answered = [...panel.querySelectorAll("textarea")].some((field) => field.value);
      panel.hidden = !asked.has(panel.dataset.ask) && !answered && !panel.querySelector(".govuk-error-message");
    }
    for (const panel of this.part.querySelectorAll("[data-unless]")) panel.hidden = asked.has(panel.dataset.unless);
  }

  saveSoon() {
    this.unsavedSince ||= Date.now();
    clearTimeout(this.timer);
    const left = Math.max(0, this.unsavedSince + LONGEST - Date.now());
    this.timer = setTimeout(() => this.saveNow(), Math.min(WAIT, left));
  }

  saveNow() {
    clearTimeout(this.timer);
    if (this.unsavedSince) this.running = this.running.then(() => this.save());
  }

  async save() {
    this.unsavedSince = 0;
    try {
      const response = await fetch(this.part.dataset.save, {
        method: "POST",
        body: this.typed(),
        redirect: "error",
        headers: { "X-Requested-With": "report" },
      });
      if (!response.ok) throw new Error(response.statusText);
      const { revision, meanwhile } = await response.json();
      this.field("revision").value = revision;
      const time = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
      this.tell(`Draft saved ${time}${meanwhile ? `. ${meanwhile}` : ""}`, Boolean(meanwhile));
    } catch {
      this.unsavedSince ||= Date.now();
      this.timer = setTimeout(() => this.saveNow(), AGAIN);
      this.tell("Not saved: you may be signed out or offline. Keep this page open, and save with the button.", true);
    }
  }

  // The report's own fields, by their names on a page of one report; files go with the button.
  typed() {
    const typed = new FormData();
    for (const [name, value] of new FormData(this.form)) {
      const isShared = name === "csrfmiddlewaretoken";
      if ((isShared || name.startsWith(this.start)) && typeof value === "string") {
        typed.append(isShared ? name : name.slice(this.start.length), value);
      }
    }
    return typed;
  }

  tell(words, isWarning) {
    this.told.textContent = words;
    this.told.classList.toggle("app-saved--failed", isWarning);
  }
}

for (const part of document.querySelectorAll("[data-save]")) new Report(part);

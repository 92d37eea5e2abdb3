// Editing a plan: drags actions to another place, and asks why only where something differs from what was published.
// Without it the buttons move an action, and every question stands there.
class Dragging {
  constructor(form) {
    this.form = form;
    for (const grip of form.querySelectorAll("[data-grip]")) {
      grip.hidden = false;
      grip.addEventListener("pointerdown", (event) => this.start(event, grip));
    }
  }

  start(event, grip) {
    if (event.button) return;
    event.preventDefault();
    this.row = grip.closest("[data-action]");
    this.row.classList.add("app-edit__row--dragged");
    grip.setPointerCapture(event.pointerId);
    const move = (moved) => this.over(moved);
    const stop = (ended) => {
      grip.removeEventListener("pointermove", move);
      this.row.classList.remove("app-edit__row--dragged");
      if (ended.type === "pointerup" && this.place) this.drop(); else this.mark(null);
    };
    grip.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"]) grip.addEventListener(end, stop, { once: true });
  }

  // The place is behind a row, or first in a section: before its first row, or in one that has none.
  over({ clientX, clientY }) {
    const edge = 60;
    if (clientY < edge) window.scrollBy(0, -12);
    if (clientY > window.innerHeight - edge) window.scrollBy(0, 12);
    const under = document.elementFromPoint(clientX, clientY);
    const section = under?.closest("[data-section]");
    if (!section) return this.mark(null);
    const row = under.closest("[data-action]");
    if (!row) {
      const rows = [...section.querySelectorAll("[data-action]")];
      const isBelow = rows.length && clientY > rows.at(-1).getBoundingClientRect().bottom;
      return isBelow ? this.behind(rows.at(-1)) : this.first(section, rows[0]);
    }
    const { top, height } = row.getBoundingClientRect();
    if (clientY > top + height / 2) return this.behind(row);
    const before = row.previousElementSibling;
    return before ? this.behind(before) : this.first(section, row);
  }

  behind(row) {
    if (row === this.row) return this.mark(null);
    return this.mark(row, "app-edit__row--after", `after:${row.dataset.action}`);
  }

  first(section, row) {
    const shown = row ?? section.querySelector(".app-edit__none");
    return this.mark(shown, row ? "app-edit__row--before" : "app-edit__none--into", `first:${section.dataset.section}`);
  }

  mark(element, name, place) {
    this.marked?.classList.remove(this.name);
    [this.marked, this.name, this.place] = [element, name, place];
    element?.classList.add(name);
  }

  drop() {
    this.form.elements.to.value = this.place;
    const press = document.createElement("input");
    [press.type, press.name, press.value] = ["hidden", "do", `place:${this.row.dataset.action}`];
    this.form.append(press);
    this.form.submit();
  }
}

// A reason is asked for once the words differ from those that the page came with, or where one is missing.
class Why {
  constructor(panel) {
    this.panel = panel;
    const part = panel.closest("[data-line], fieldset");
    this.fields = [...part.querySelectorAll("textarea, input:not([type=hidden], [type=radio])")].filter(
      (field) => !panel.contains(field),
    );
    part.addEventListener("input", () => this.show());
    this.show();
  }

  show() {
    const differs = this.fields.some((field) => field.value !== field.defaultValue);
    const answered = [...this.panel.querySelectorAll("textarea")].some((field) => field.value);
    this.panel.hidden = !differs && !answered && !this.panel.querySelector(".govuk-error-message");
  }
}

document.querySelectorAll("[data-drag]").forEach((form) => new Dragging(form));
document.querySelectorAll("[data-why]").forEach((panel) => new Why(panel));

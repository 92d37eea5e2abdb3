// Every page works without this file: it adds GOV.UK Frontend's behaviour where the browser can carry it.
import { initAll } from "./govuk-frontend.min.js";
import "./changes.js";
import "./session.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// A form sent from an address that ends #main would open its answer there, and take the focus from what was wrong.
window.addEventListener("hashchange", () => {
  if (location.hash === "#main") history.replaceState(history.state, "", location.pathname + location.search);
});

// A list that is filtered without a reload has an address that says no more than what was asked for.
document.addEventListener("htmx:configRequest", ({ detail: { verb, formData } }) => {
  if (verb !== "get") return;
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});

// Where the answer is not the list (signed out meanwhile, a fault), the whole page says so.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const { requestConfig, pathInfo, xhr } = detail;
  const asked = new URL(pathInfo.finalRequestPath, location.href);
  const answered = new URL(xhr.responseURL);
  if (requestConfig.verb !== "get" || (xhr.status === 200 && answered.pathname === asked.pathname)) return;
  detail.shouldSwap = false;
  location.assign(asked);
});

// Every page works without this file: it adds GOV.UK Frontend's behaviour where the browser can carry it.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

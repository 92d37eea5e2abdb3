// Says some minutes before a session ends that it will, and lets a person stay. Nothing on the page is touched, so what
// is typed stays where it is.
const EARLY = 300; // seconds before the end, or half of what there is if that is less
const part = document.querySelector("[data-session]");
let timer;

async function ask(method) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  const headers = method === "POST" ? { "X-CSRFToken": token.value } : {};
  const response = await fetch(part.dataset.session, { method, headers, redirect: "manual" });
  return response.ok ? response.json() : { left: 0 };
}

function show(words, { stay = false, again = false } = {}) {
  part.hidden = !words;
  part.querySelector("[data-session-words]").textContent = words;
  part.querySelector("[data-session-stay]").hidden = !stay;
  part.querySelector("[data-session-again]").hidden = !again;
}

// Another tab, or typing that is saved, may have kept the session going: the server knows.
async function look(method) {
  try {
    const { left, can_stay: canStay } = await ask(method);
    wait(left, canStay);
  } catch {
    timer = setTimeout(look, 30_000, "GET"); // offline: ask again
  }
}

function wait(left, canStay = true) {
  clearTimeout(timer);
  const early = Math.min(EARLY, Number(part.dataset.whole) / 2);
  if (left <= 0) {
    show("You are signed out. What you have typed is still here: sign in in another tab, then come back and go on.", { again: true });
  } else if (left <= early) {
    const at = new Date(Date.now() + left * 1000).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    const why = canStay ? "unless you go on" : "since it is long since you signed in: save what you have typed";
    show(`You will be signed out at ${at}, ${why}.`, { stay: canStay });
    timer = setTimeout(look, left * 1000 + 500, "GET");
  } else {
    show("");
    timer = setTimeout(look, (left - early) * 1000, "GET");
  }
}

if (part) {
  part.dataset.whole = part.dataset.left;
  part.querySelector("[data-session-stay]").addEventListener("click", () => look("POST"));
  wait(Number(part.dataset.left));
}

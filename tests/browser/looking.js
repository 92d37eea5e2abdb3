// What axe does not look at. Each function says what is wrong, a line for each kind of element; none is [].
(() => {
  const named = (element) => {
    const classes = (element.getAttribute("class") ?? "").trim().split(/\s+/).filter(Boolean);
    return element.tagName.toLowerCase() + (element.id ? `#${element.id}` : classes.map((name) => `.${name}`).join(""));
  };
  const once = (elements) => [...new Set(elements.map(named))];
  const everything = () => [...document.querySelectorAll("body *")].filter((element) => element.checkVisibility());

  // Text that an edge cuts off, or that runs out of its box over what stands below.
  const cutOff = () => once(everything().filter((element) => {
    if (element.closest(".govuk-visually-hidden, .govuk-skip-link, svg, select, textarea")) return false;
    const { display, overflowX, overflowY, fontSize } = getComputedStyle(element);
    if (display === "inline") return false;
    const wider = element.scrollWidth - element.clientWidth, higher = element.scrollHeight - element.clientHeight;
    const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
    const scrolls = element.matches("input"); // by keys, as far as its words go
    if ((cuts(overflowX) && wider > 1 && !scrolls) || (cuts(overflowY) && higher > 1)) return true;
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim());
    return hasText && overflowY === "visible" && higher > parseFloat(fontSize) / 2;
  }));

  const longest = (durations) => Math.max(...durations.split(",").map(parseFloat));
  const moving = () => once(everything().filter((element) => [null, "::before", "::after"].some((part) => {
    const { transitionDuration, animationName, animationDuration } = getComputedStyle(element, part);
    return longest(transitionDuration) > 0 || (animationName !== "none" && longest(animationDuration) > 0);
  })));

  // What may be drawn around, under or beside something focused: its own box, and the label of a radio or checkbox.
  const drawn = (element) => {
    const forced = matchMedia("(forced-colors: active)").matches;
    const label = /radio|checkbox/.test(element.type) ? element.nextElementSibling : null;
    const parts = [[element, null], [element, "::before"], ...[...element.querySelectorAll("*")].map((child) => [child, null])];
    if (label) parts.push([label, "::before"]);
    return parts.map(([part, pseudo]) => {
      const style = getComputedStyle(part, pseudo);
      const line = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
      const shapes = part instanceof SVGElement ? [style.fill, style.stroke, style.strokeWidth, style.visibility] : [];
      if (forced) return [line, ...shapes].join();
      const colour = /, 0\)$/.test(style.outlineColor) ? "" : style.outlineColor;
      const border = style.borderWidth !== "0px" && style.borderColor;
      return [line && colour, style.boxShadow, style.backgroundColor, border, ...shapes].join();
    }).join("|");
  };
  const isCovered = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const mine = [element, ...(element.labels ?? [])];
    return [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].every(([across, down]) => {
      const there = document.elementFromPoint(left + width * across, top + height * down);
      return !there || !mine.some((part) => part.contains(there) || there.contains(part));
    });
  };
  // The words by which somebody would speak of it.
  const spoken = (element) => (element.labels?.[0] ?? element).textContent.replace(/\s+/g, " ").trim();
  // What is focused now, its words, and what is wrong with how that shows; null when the focus has left the page.
  const focused = () => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const covered = isCovered(element);
    const now = drawn(element);
    element.blur();
    const without = drawn(element);
    element.focus({ focusVisible: true, preventScroll: true });
    const wrong = [now === without && "is not to be seen", covered && "is covered"].filter(Boolean);
    return { words: spoken(element), wrong: wrong.map((problem) => `${named(element)} ${problem} when focused`) };
  };
  const KEYS = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]";
  // One of each kind that a key leads to, focused as by a key.
  const unseenFocus = () => {
    const kinds = new Map();
    const found = [];
    for (const element of document.querySelectorAll(KEYS)) {
      if (element.tabIndex > 0) found.push(`${named(element)} jumps the queue`);
      if (!element.checkVisibility() || element.disabled || element.tabIndex < 0) continue;
      kinds.set([element.tagName, element.type, element.getAttribute("class"), element.parentElement.className].join(), element);
    }
    for (const element of kinds.values()) {
      element.focus({ focusVisible: true });
      found.push(...(document.activeElement === element ? focused().wrong : [`${named(element)} takes no focus`]));
    }
    document.activeElement.blur();
    scrollTo(0, 0);
    return [...new Set(found)];
  };

  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const light = (colour) => channels(colour).slice(0, 3).map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
  const contrast = (one, other) => (Math.max(light(one), light(other)) + 0.05) / (Math.min(light(one), light(other)) + 0.05);
  // Shapes and words of a picture that neither a fill nor a line tells from the page. What stands on a shape of its own
  // (the number in a bar, the tick in its square, the gap below a dashed line) is not told from the page.
  const STANDS_ON = ".app-bar text, .app-columns text, .app-calendar__tick, .app-lineage__casing";
  const faint = () => {
    const paper = getComputedStyle(document.body).backgroundColor;
    const shapes = everything().filter((element) => element.matches("svg :is(rect, path, line, circle, polygon, polyline, text)"));
    return once(shapes.filter((shape) => !shape.matches(STANDS_ON)).filter((shape) => {
      const { fill, stroke, strokeWidth, visibility } = getComputedStyle(shape);
      const colours = [fill, strokeWidth === "0px" ? "none" : stroke].filter((colour) => colour !== "none" && channels(colour)[3] !== 0);
      return visibility === "visible" && !colours.some((colour) => contrast(colour, paper) >= 3);
    }));
  };
  // Squares of different colours that have become one.
  const alike = () => {
    const fills = new Map();
    for (const square of document.querySelectorAll("[class*='app-square--']")) fills.set(named(square), getComputedStyle(square).backgroundColor);
    return new Set(fills.values()).size === fills.size ? [] : [...fills.keys()];
  };

  window.looking = { cutOff, moving, focused, unseenFocus, faint, alike };
})();

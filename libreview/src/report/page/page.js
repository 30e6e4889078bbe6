"use strict";
const nav = document.querySelector("nav");
const entries = [...document.querySelectorAll(".entry")];
const rule = document.querySelector("#rule");
const boxes = [...nav.querySelectorAll("input")];
nav.hidden = false;
// What nobody could read is never filtered away.
function filter() {
  const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
  let shown = 0;
  for (const entry of entries) {
    const kept = entry.dataset.kind !== "finding" || (wanted.has(entry.dataset.severity) && (!rule.value || rule.value === entry.dataset.rule));
    entry.hidden = !kept;
    shown += kept ? 1 : 0;
  }
  for (const group of document.querySelectorAll(".group")) {
    for (const table of group.querySelectorAll("table")) {
      table.hidden = table.previousElementSibling.hidden = !table.querySelector(".entry:not([hidden])");
    }
    group.hidden = !group.querySelector(".entry:not([hidden])");
  }
  document.querySelector("#shown").textContent = shown + " / " + entries.length;
}
function step(by) {
  const visible = entries.filter((entry) => !entry.hidden);
  if (!visible.length) return;
  const at = visible.indexOf(document.activeElement.closest(".entry"));
  const next = visible[at < 0 ? (by > 0 ? 0 : visible.length - 1) : Math.min(Math.max(at + by, 0), visible.length - 1)];
  next.focus();
  next.scrollIntoView({ block: "center" });
}
nav.addEventListener("change", filter);
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || /^(SELECT|INPUT)$/.test(event.target.tagName)) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "f") rule.focus();
  else return;
  event.preventDefault();
});
filter();

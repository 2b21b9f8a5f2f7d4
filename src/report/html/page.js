"use strict";
(() => {
  const findings = [...document.querySelectorAll(".finding")];
  const groups = [...document.querySelectorAll("main > section")];
  const field = (id) => document.getElementById(id);
  const [level, rule, article, search, count] = ["level", "rule", "article", "search", "count"].map(field);
  if (!level) return;
  let texts = null;

  function show() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length && !texts) texts = findings.map((each) => each.textContent.toLowerCase());
    let shown = 0;
    findings.forEach((each, index) => {
      const fits = (!level.value || each.dataset.level === level.value)
        && (!rule.value || each.dataset.rule === rule.value)
        && (!article.value || each.parentElement.id === article.value)
        && words.every((word) => texts[index].includes(word));
      each.hidden = !fits;
      if (fits) shown += 1;
    });
    for (const group of groups) group.hidden = !group.querySelector(".finding:not([hidden])");
    count.textContent = `${shown} of ${findings.length} shown`;
  }

  function step(by) {
    const open = findings.filter((each) => !each.hidden);
    if (!open.length) return;
    const at = open.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(Math.max(at + by, 0), open.length - 1);
    open[next].focus({ preventScroll: true });
    open[next].scrollIntoView({ block: "center" });
  }

  for (const each of [level, rule, article]) each.addEventListener("change", show);
  search.addEventListener("input", show);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input, select")) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "/") { event.preventDefault(); search.focus(); }
  });
  show();
})();

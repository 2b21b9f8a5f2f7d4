// The list of findings by article, and what of it is shown.

const LEVELS = ["error", "warning", "query"];
const ARTICLES = 150;

// The sections by article, and the findings that fit what is asked for.
const groupOf = new Map();
let shown = findings;
const asked = { levels: new Set(), rules: new Set(), states: new Set(), article: null, words: [] };

// What is drawn is what comes near the window; a page of ten thousand findings opens at once. The
// browser lays out the articles near by, and these watch for their findings.
const NEAR = { rootMargin: "1200px 0px" };
const ESTIMATE = 22;
const FIRST = 6;
const cards = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((each) => each.isIntersecting)) {
    cards.unobserve(entry.target);
    fill(findings[entry.target.dataset.index]);
  }
}, NEAR);
const sections = new IntersectionObserver((entries) => {
  for (const entry of entries.filter((each) => each.isIntersecting)) {
    sections.unobserve(entry.target);
    for (const card of entry.target.querySelectorAll(".finding:empty")) cards.observe(card);
  }
}, NEAR);

function buildList() {
  const list = document.createDocumentFragment();
  for (const finding of findings) {
    let group = groupOf.get(finding.article);
    if (!group) {
      const article = data.articles[finding.article];
      const facts = [article.id, article.path, article.byline].filter(Boolean).join(" · ");
      const section = el("section", { className: "group" },
        el("header", null, el("h2", null, articleName(article)), el("p", null, facts)));
      group = { section, findings: [] };
      groupOf.set(finding.article, group);
      list.append(section);
      sections.observe(section);
    }
    group.findings.push(finding);
    finding.card = el("article", { className: `finding ${finding.level}`, id: `f-${finding.fingerprint}`, tabIndex: -1 });
    finding.card.dataset.index = finding.index;
    group.section.append(finding.card);
  }
  byId("findings").append(list);
  // The first are there with the page, whatever the browser does first.
  for (const finding of findings.slice(0, FIRST)) fill(finding);
}

function filterButton(list, name, count, pressed, toggle, className) {
  const button = el("button", { type: "button", "aria-pressed": String(pressed) },
    el("span", { className: `name ${className ?? ""}` }, name),
    el("span", { className: "number" }, count.toLocaleString("en")));
  button.addEventListener("click", () => {
    toggle();
    refresh();
  });
  list.append(el("li", null, button));
}

function toggled(set, value) {
  if (!set.delete(value)) set.add(value);
}

function countBy(key) {
  const counts = new Map();
  for (const finding of findings) counts.set(key(finding), (counts.get(key(finding)) ?? 0) + 1);
  return counts;
}

function drawFilters() {
  const lists = ["levels", "states", "rules"].map(byId);
  for (const list of lists) list.replaceChildren();
  const [levels, states, rules] = lists;
  const byLevel = countBy((finding) => finding.level);
  for (const level of LEVELS.filter((each) => byLevel.has(each))) {
    filterButton(levels, level, byLevel.get(level), asked.levels.has(level), () => toggled(asked.levels, level), level);
  }
  const byState = countBy(state);
  for (const [name, label] of [...CHOICES, ["", "None yet"]]) {
    filterButton(states, label, byState.get(name) ?? 0, asked.states.has(name), () => toggled(asked.states, name));
  }
  const byRule = [...countBy(rule)].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  for (const [name, count] of byRule) {
    filterButton(rules, name, count, asked.rules.has(name), () => toggled(asked.rules, name));
  }
  drawArticles();
}

function drawArticles() {
  const list = byId("articles");
  list.replaceChildren();
  const words = byId("find-article").value.toLowerCase();
  byId("find-article").hidden = groupOf.size <= 12;
  let left = 0;
  let drawn = 0;
  for (const [index, group] of groupOf) {
    const article = data.articles[index];
    if (words && !`${articleName(article)} ${article.path}`.toLowerCase().includes(words)) continue;
    if (drawn === ARTICLES && asked.article !== index) {
      left += 1;
      continue;
    }
    drawn += 1;
    filterButton(list, articleName(article), group.findings.length, asked.article === index, () => {
      asked.article = asked.article === index ? null : index;
    });
  }
  byId("more-articles").hidden = left === 0;
  byId("more-articles").textContent = `and ${counted(left, "more article", "more articles")}`;
}

// What is searched of a finding: its message and the copy shown with it, made when first needed.
function searched(finding) {
  finding.text ??= [
    finding.message, rule(finding), articleName(data.articles[finding.article]),
    ...finding.rows.flatMap((each) => each.sides).flatMap((each) => {
      const paragraph = data.paragraphs[each.paragraph];
      return [each.at, data.articles[paragraph.article].title, paragraph.text];
    }),
  ].join("\n").toLowerCase();
  return finding.text;
}

function fits(finding) {
  return (!asked.levels.size || asked.levels.has(finding.level))
    && (!asked.rules.size || asked.rules.has(rule(finding)))
    && (!asked.states.size || asked.states.has(state(finding)))
    && (asked.article === null || asked.article === finding.article)
    && asked.words.every((word) => searched(finding).includes(word));
}

function refresh() {
  shown = findings.filter(fits);
  const visible = new Set(shown);
  for (const { section, findings: own } of groupOf.values()) {
    for (const finding of own) finding.card.hidden = !visible.has(finding);
    const open = own.filter((finding) => !finding.card.hidden).length;
    section.hidden = open === 0;
    section.style.containIntrinsicSize = `auto ${open * ESTIMATE + 6}rem`;
  }
  byId("none").hidden = shown.length > 0;
  byId("clear").hidden = shown.length === findings.length;
  drawFilters();
  showCount();
}

function showCount() {
  const decided = findings.filter((finding) => state(finding)).length;
  const of = shown.length === findings.length
    ? counted(findings.length, "finding", "findings")
    : `${shown.length.toLocaleString("en")} of ${counted(findings.length, "finding", "findings")}`;
  byId("count").textContent = decided ? `${of}, ${decided.toLocaleString("en")} decided` : of;
}

function showAll() {
  asked.levels.clear();
  asked.rules.clear();
  asked.states.clear();
  asked.article = null;
  asked.words = [];
  byId("search").value = "";
  refresh();
}

function showArticle(index) {
  showAll();
  asked.article = index;
  refresh();
  window.scrollTo(0, byId("findings").offsetTop - 60);
  goTo(shown[0]);
}

// Brings a finding into view and makes it the current one.
function goTo(finding) {
  if (!finding) return;
  if (finding.card.hidden) showAll();
  fill(finding);
  const first = groupOf.get(finding.article).findings.find((each) => !each.card.hidden) === finding;
  finding.card.focus({ preventScroll: true });
  const target = first ? finding.card.parentElement : finding.card;
  target.scrollIntoView({ block: "start" });
  // What is drawn above it on the way has pushed it down.
  requestAnimationFrame(() => target.scrollIntoView({ block: "start" }));
}

function current() {
  const card = document.activeElement?.closest(".finding");
  return card ? findings[card.dataset.index] : null;
}

function step(by) {
  const now = current();
  const at = shown.indexOf(now);
  if (at >= 0) goTo(shown[Math.min(Math.max(at + by, 0), shown.length - 1)]);
  else goTo(now ? shown.find((finding) => finding.index > now.index) ?? shown.at(-1) : shown.at(by > 0 ? 0 : -1));
}

function stepArticle(by) {
  const now = current();
  const firsts = shown.filter((finding, at) => at === 0 || shown[at - 1].article !== finding.article);
  const at = now ? firsts.findIndex((finding) => finding.article === now.article) : -1;
  goTo(firsts[Math.min(Math.max(at + by, 0), firsts.length - 1)]);
}

function nextOpen() {
  const from = current()?.index ?? -1;
  const open = shown.filter((finding) => !state(finding));
  goTo(open.find((finding) => finding.index > from) ?? open[0]);
}


// One finding, drawn when it comes into view.

// Text in which what is marked stands in elements; marks may overlap.
function marked(text, marks) {
  const edges = [...new Set([0, text.length, ...marks.flatMap(([from, to]) => [from, to])])];
  edges.sort((a, b) => a - b);
  const pieces = [];
  for (let at = 0; at + 1 < edges.length; at += 1) {
    const [from, to] = [edges[at], edges[at + 1]];
    const roles = new Set(marks.filter(([start, end]) => start <= from && to <= end).map((mark) => mark[2]));
    const piece = text.slice(from, to);
    pieces.push(roles.size ? el("mark", { className: [...roles].join(" ") }, piece) : piece);
  }
  return pieces;
}

// A message: what stands between backticks is quoted copy, if each has its partner.
function message(text) {
  const parts = text.split("`");
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, at) => (at % 2 ? el("b", null, part) : part));
}

// A sentence begins with a capital; a name that begins it stays as it is written.
function sentence(text) {
  return message(text.startsWith("`") ? text : text.charAt(0).toUpperCase() + text.slice(1));
}

// A form of a name; the letters in which it departs from the first form are underlined.
function form(each, first) {
  const [own, other] = [[...each.form], [...first.form]];
  let head = 0;
  while (head < own.length && own[head] === other[head]) head += 1;
  let tail = 0;
  const most = Math.min(own.length, other.length) - head;
  while (tail < most && own[own.length - 1 - tail] === other[other.length - 1 - tail]) tail += 1;
  const middle = own.slice(head, own.length - tail).join("");
  return el("li", null,
    el("b", null, own.slice(0, head).join(""), middle ? el("u", null, middle) : "", own.slice(own.length - tail).join("")),
    el("span", null, ` ${counted(each.count, "time", "times")}${each.usual ? ", the usual one" : ""}`));
}

function where(paragraph) {
  const article = data.articles[paragraph.article];
  if (paragraph.number === 0) return "headline";
  return `paragraph ${paragraph.number} of ${article.paragraphs}`;
}

function near(index, end) {
  const text = data.paragraphs[index].text;
  // Of what stands before, the last words are the nearest.
  return el("p", { className: "near", title: text }, end && text.length > 90 ? `… ${text.slice(-80).replace(/^\S*\s/, "")}` : text);
}

function side(each, home) {
  const paragraph = data.paragraphs[each.paragraph];
  const article = data.articles[paragraph.article];
  const name = articleName(article);
  const follow = groupOf.has(paragraph.article);
  const headline = follow
    ? el("button", { className: "headline", type: "button", title: "The findings of this article", onclick: () => showArticle(paragraph.article) }, name)
    : el("span", { className: "headline" }, name);
  // Of the article above only the line is news.
  const own = paragraph.article === home;
  const line = each.at.startsWith(`${article.path}:`) ? `line ${each.at.slice(article.path.length + 1)}` : "";
  const facts = [where(paragraph), ...(own ? [line] : [each.at, article.byline])].filter(Boolean).join(" · ");
  return el("section", { className: "side" },
    el("header", null,
      each.notes.length ? el("span", { className: "note" }, ...message(each.notes.join(" · "))) : null,
      own ? null : headline,
      facts),
    each.before === null ? null : near(each.before, true),
    el("p", { className: "copy" }, ...marked(paragraph.text, each.marks)),
    each.after === null ? null : near(each.after, false));
}

function row(each, home) {
  return el("div", { className: each.sides.length === 1 ? "row single" : "row" },
    ...each.sides.map((one) => side(one, home)),
    each.same ? el("p", { className: "same" }, "The passages are the same word for word.") : null);
}

function decisionBar(finding) {
  const buttons = CHOICES.map(([choice, label]) => {
    const button = el("button", { type: "button", title: meaning(finding, choice), onclick: () => choose(finding, choice) }, label);
    button.dataset.choice = choice;
    return button;
  });
  const note = el("input", { type: "text", className: "note", placeholder: "Note ( n )", "aria-label": "Note" });
  note.addEventListener("input", () => decide(finding, { note: note.value }));
  return el("div", { className: "decision", role: "group", "aria-label": "Decision" }, ...buttons, formToWrite(finding), note,
    el("p", { className: "said" }));
}

// For a name that is one: the form to write from now on.
function formToWrite(finding) {
  if (!isName(finding)) return null;
  const select = el("select", { "aria-label": "The form to write", hidden: true },
    ...finding.forms.map((each, index) => el("option", { value: String(index) }, `write ${each.form}`)),
    el("option", { value: "-1" }, "each may stand"));
  select.addEventListener("change", () => decide(finding, { form: finding.values[select.value] ?? "" }));
  return select;
}

function fill(finding) {
  const { card } = finding;
  if (card.firstChild) return;
  const anchor = `#${card.id}`;
  card.append(
    el("p", { className: "kicker" },
      el("span", { className: "level" }, finding.level),
      el("span", null, rule(finding)),
      finding.link ? el("a", { href: finding.link, rel: "noreferrer noopener" }, "why") : null,
      el("a", { className: "number", href: anchor, title: "A link to this finding" }, `${finding.index + 1} / ${findings.length}`)),
    el("h3", null, ...sentence(finding.message)),
    ...forms(finding),
    ...finding.rows.map((each) => row(each, finding.article)),
    ...more(finding),
    ...(finding.fixes ?? []).map((fix) => el("p", { className: "todo" }, "To do: ", ...message(fix))),
    decisionBar(finding));
  showDecision(finding);
}

function forms(finding) {
  if (!finding.forms) return [];
  return [el("ul", { className: "forms" }, ...finding.forms.map((each) => form(each, isName(finding) ? finding.forms[0] : each)))];
}

// The places that are not shown in their paragraph.
function more(finding) {
  if (!finding.more) return [];
  const count = finding.more.length + (finding.unnamed ?? 0);
  return [el("details", { className: "more" },
    el("summary", null, counted(count, "more place", "more places")),
    el("ul", null,
      ...finding.more.map((place) => el("li", null, place)),
      finding.unnamed ? el("li", null, `and ${finding.unnamed} more`) : null))];
}


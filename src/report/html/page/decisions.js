// What an editor says of findings: kept by the browser for this run, saved to a file for copydesk.

const CHOICES = [["same", "Same"], ["different", "Different"], ["ask", "Ask the author"]];
const FILE_NAME = "copydesk-decisions.json";
const decisions = new Map(kept());
let unsaved = false;

function kept() {
  try {
    return Object.entries(JSON.parse(store.get(`decisions/${run}`)) ?? {});
  } catch {
    return [];
  }
}

const isName = (finding) => finding.kind === "spelling-variant" && finding.forms;
const state = (finding) => decisions.get(finding.fingerprint)?.decision ?? "";

function meaning(finding, choice) {
  if (choice === "ask") return "I don't know yet: ask the author ( a )";
  if (isName(finding)) {
    return choice === "same" ? "One name; say how it is written ( s )" : "Two names that only look alike ( d )";
  }
  return choice === "same" ? "One thing, and it may stand as it is ( s )" : "Two things, and no disagreement ( d )";
}

// What becomes of a decision once copydesk has it.
function consequence(finding, { decision, form }) {
  if (decision === "ask") return "It is reported again, with your question.";
  if (decision === "different" && isName(finding)) return "These names are not compared again.";
  if (decision === "same" && form) return `The next run asks for ${form} wherever another form stands.`;
  return decision ? "It is not reported again." : "";
}

// The form to write, offered for a name that is one: the usual one, if there is one.
function usualForm(finding) {
  return isName(finding) ? finding.forms.findIndex((form) => form.usual) : -1;
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function decide(finding, change) {
  const before = decisions.get(finding.fingerprint) ?? {};
  const after = { ...before, ...change, date: today() };
  if (after.decision || after.note) decisions.set(finding.fingerprint, after);
  else decisions.delete(finding.fingerprint);
  unsaved = true;
  keep();
  showDecision(finding);
  showCount();
}

function choose(finding, choice) {
  const taken = state(finding) === choice ? "" : choice;
  const form = taken === "same" ? usualForm(finding) : -1;
  decide(finding, { decision: taken, form: form < 0 ? "" : finding.values[form] });
  drawFilters();
}

function keep() {
  if (!store.set(`decisions/${run}`, JSON.stringify(Object.fromEntries(decisions)))) {
    warn("This browser keeps nothing for this page: save the decisions before you close it.");
  }
}

// Shows on a card what is decided.
function showDecision(finding) {
  const { card } = finding;
  const decision = decisions.get(finding.fingerprint) ?? {};
  card.classList.toggle("decided", Boolean(decision.decision));
  const bar = card.querySelector(".decision");
  if (!bar) return;
  for (const button of bar.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(button.dataset.choice === decision.decision));
  }
  bar.querySelector(".said").textContent = consequence(finding, decision);
  const note = bar.querySelector(".note");
  if (document.activeElement !== note) note.value = decision.note ?? "";
  const form = bar.querySelector("select");
  if (form) {
    form.hidden = decision.decision !== "same";
    form.value = String(finding.values.indexOf(decision.form));
  }
}

// The file's format is described by `copydesk accept --help`.
function file(author) {
  const entries = findings.filter((finding) => state(finding)).map((finding) => {
    const { decision, form, note, date, author: earlier } = decisions.get(finding.fingerprint);
    return {
      fingerprint: finding.fingerprint,
      rule: rule(finding),
      kind: finding.kind,
      decision,
      ...(form ? { form } : {}),
      ...(finding.values ? { values: finding.values } : {}),
      ...(note ? { note } : {}),
      ...(earlier || author ? { author: earlier || author } : {}),
      date,
    };
  });
  return { version: 1, copydesk: data.copydesk, decisions: entries };
}

function askToSave() {
  const count = findings.filter((finding) => state(finding)).length;
  byId("saving-count").textContent = count
    ? `${counted(count, "decision", "decisions")} on ${counted(findings.length, "finding", "findings")}.`
    : "No decision is made yet.";
  byId("saving-do").disabled = count === 0;
  byId("editor").value = store.get("editor") ?? "";
  byId("saving").returnValue = "";
  byId("saving").showModal();
}

function save(author) {
  store.set("editor", author);
  const content = new Blob([`${JSON.stringify(file(author), null, 2)}\n`], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(content), download: FILE_NAME });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  unsaved = false;
}

// Takes up decisions from a file that was saved here or by someone else.
function takeUp(name, text) {
  let read;
  try {
    read = JSON.parse(text);
  } catch {
    read = null;
  }
  if (read?.version !== 1 || !Array.isArray(read.decisions)) {
    warn(`${name} is no file of decisions.`);
    return;
  }
  const known = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  let strange = 0;
  for (const { fingerprint, decision, form, note, author, date } of read.decisions) {
    if (!known.has(fingerprint) || !CHOICES.some(([choice]) => choice === decision)) {
      strange += 1;
      continue;
    }
    decisions.set(fingerprint, { decision, form, note, author, date });
    showDecision(known.get(fingerprint));
  }
  warn("");
  keep();
  refresh();
  if (strange) warn(`${counted(strange, "decision", "decisions")} in ${name} on findings that are not in this report.`);
}

window.addEventListener("beforeunload", (event) => {
  if (unsaved && store.get(`decisions/${run}`) === null) event.preventDefault();
});


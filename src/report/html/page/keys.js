// Keys, dialogs, links to findings, printing, and the start.

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  J: () => stepArticle(1),
  K: () => stepArticle(-1),
  u: nextOpen,
  s: () => chooseCurrent("same"),
  d: () => chooseCurrent("different"),
  a: () => chooseCurrent("ask"),
  0: () => chooseCurrent(""),
  n: () => current()?.card.querySelector(".note:is(input)").focus(),
  c: () => current()?.card.classList.toggle("open"),
  "/": () => byId("search").focus(),
  x: showAll,
  w: askToSave,
  "?": () => byId("keys").showModal(),
};

function chooseCurrent(choice) {
  const finding = current();
  if (finding) choose(finding, choice);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.matches("input")) {
    if (event.key === "Escape" || (event.key === "Enter" && event.target.matches(".note"))) {
      event.preventDefault();
      (event.target.closest(".finding") ?? event.target).focus({ preventScroll: true });
      if (!event.target.closest(".finding")) event.target.blur();
    }
    return;
  }
  const action = KEYS[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

let typing;
byId("search").addEventListener("input", () => {
  clearTimeout(typing);
  typing = setTimeout(() => {
    asked.words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    refresh();
  }, findings.length > 1000 ? 150 : 0);
});
byId("find-article").addEventListener("input", drawArticles);
byId("clear").addEventListener("click", showAll);
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("save").addEventListener("click", askToSave);
byId("load").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", async () => {
  const [file] = byId("file").files;
  if (file) takeUp(file.name, await file.text());
  byId("file").value = "";
});
byId("saving").addEventListener("close", () => {
  if (byId("saving").returnValue === "save") save(byId("editor").value.trim());
});

const THEMES = { "": "Theme: auto", light: "Theme: light", dark: "Theme: dark" };
function showTheme(theme) {
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  byId("theme").textContent = THEMES[theme];
}
byId("theme").addEventListener("click", () => {
  const names = Object.keys(THEMES);
  const next = names[(names.indexOf(document.documentElement.dataset.theme ?? "") + 1) % names.length];
  store.set("theme", next);
  showTheme(next);
});

function follow() {
  const card = byId(decodeURIComponent(location.hash.slice(1)));
  if (card?.matches(".finding")) goTo(findings[card.dataset.index]);
}
window.addEventListener("hashchange", follow);
// Paper does not scroll: everything is drawn.
window.addEventListener("beforeprint", () => shown.forEach(fill));

const theme = store.get("theme") ?? "";
showTheme(theme in THEMES ? theme : "");
if (matchMedia("(max-width: 62rem)").matches) byId("filters").open = false;
buildList();
refresh();
follow();

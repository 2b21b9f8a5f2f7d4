// What every part uses. Text from outside reaches the page as text nodes only.
const data = JSON.parse(document.getElementById("data").textContent);
const run = document.documentElement.dataset.run;
const byId = (id) => document.getElementById(id);

// An element with properties or attributes, and children: elements, or strings, which are text.
function el(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

function counted(count, one, more) {
  return `${count.toLocaleString("en")} ${count === 1 ? one : more}`;
}

// What a browser keeps between visits, where it lets a page of this kind keep anything.
const store = {
  get(name) {
    try {
      return localStorage.getItem(`copydesk/${name}`);
    } catch {
      return null;
    }
  },
  set(name, value) {
    try {
      localStorage.setItem(`copydesk/${name}`, value);
      return true;
    } catch {
      return false;
    }
  },
};

function warn(text) {
  byId("warning").textContent = text;
  byId("warning").hidden = !text;
}

const findings = data.findings;
findings.forEach((finding, index) => {
  finding.index = index;
});
const rule = (finding) => data.rules[finding.rule];
const articleName = (article) => article.title || article.id || article.path;


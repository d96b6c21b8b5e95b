// The learner's plan as a page of its own to print: made of nodes in this browser, with no script and no address in it.

const STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem;color:#1b2330}h1{font-size:1.6rem}h2{font-size:1.15rem;margin:1.2rem 0 .2rem}section{break-inside:avoid;border-top:1px solid #76808f}dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;margin:.2rem 0}dt{font-weight:600}dd{margin:0}.stop{border-left:4px solid #a3260a;padding-left:8px}.notes{height:8rem;border:1px solid #76808f}footer{margin-top:1.5rem;color:#4a5568;font-size:.9rem}";

/** The page as text; `rows` hold { title, parts: [[name, text, kind]] }. */
export function planPage({ title, day, made, notes, notice }, rows) {
  const page = document.implementation.createHTMLDocument(title);
  const add = (parent, tag, text = "", kind = "") => {
    const node = page.createElement(tag);
    if (text) node.textContent = text;
    if (kind) node.className = kind;
    parent.append(node);
    return node;
  };
  page.documentElement.lang = "en";
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  page.head.prepend(charset);
  add(page.head, "style", STYLE);
  const main = add(page.body, "main");
  add(main, "h1", title);
  add(main, "p", `${made}, ${day}`);
  for (const row of rows) {
    const section = add(main, "section");
    add(section, "h2", row.title);
    const list = add(section, "dl");
    for (const [name, text, kind] of row.parts) {
      add(list, "dt", name);
      add(list, "dd", text, kind);
    }
  }
  add(main, "h2", notes);
  add(main, "div", "", "notes");
  add(page.body, "footer", notice);
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

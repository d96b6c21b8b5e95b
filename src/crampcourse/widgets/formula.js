// Formulas as MathML. Their trees come from Python (library/mathml.py); only these elements and attributes become nodes.
import { h, SHOW } from "./kit.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const ELEMENTS = new Set("math mi mn mo mtext mspace mfrac mroot msub msup munder mover msubsup munderover mrow msqrt mstyle mtable mtr mtd".split(" "));
const ATTRIBUTES = new Set("accent columnalign displaystyle fence form lspace mathvariant rspace scriptlevel stretchy width".split(" "));

function grow(tree) {
  if (!Array.isArray(tree)) return String(tree);
  const [tag, attributes, ...children] = tree;
  if (!ELEMENTS.has(tag)) return "";
  const node = document.createElementNS(MATHML, tag);
  for (const [name, value] of Object.entries(attributes)) if (ATTRIBUTES.has(name)) node.setAttribute(name, value);
  node.append(...children.map(grow));
  return node;
}

// Only a formula that is too wide for its place scrolls, and only then keys must reach it.
const watch = new ResizeObserver((boxes) => {
  for (const { target } of boxes) {
    const wide = target.scrollWidth > target.clientWidth;
    target.classList.toggle("cc-wide", wide);
    for (const [name, value] of Object.entries({ tabindex: 0, role: "group", "aria-label": "Wide formula" })) {
      if (wide) target.setAttribute(name, value);
      else target.removeAttribute(name);
    }
  }
});

SHOW.formula = (words, tree) => {
  const box = h("span", { class: "cc-formula" }, grow(tree));
  watch.observe(box);
  return box;
};

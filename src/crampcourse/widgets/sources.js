// A cited work as an entry of a list: text, address where one is known, and the mark of how far it was verified.
import { h } from "./kit.js";

/** `name`: its key, shown before the text where it is given. */
export function sourceEntry({ text, address, mark }, name = null) {
  return h("li", {}, name && h("strong", {}, `${name} `), text, " ",
    address ? h("a", { href: address, target: "_blank", rel: "noopener" }, address.replace("https://", "")) : null, " ", h("span", { class: "cc-mark" }, mark));
}

/** The same from a list, as shared.py sends it. */
export function sourceOf([text, address, mark], name = null) {
  return sourceEntry({ text, address, mark }, name);
}

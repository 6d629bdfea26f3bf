import { looks, type Mark } from "./severity";

const svg = "http://www.w3.org/2000/svg";

/** A DOM element with its class, its text or children. */
export function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...children);
  return node;
}

/** The drawing of a mark, hidden from screen readers: a word always stands beside it. */
export function glyph(mark: Mark): SVGSVGElement {
  const drawing = document.createElementNS(svg, "svg");
  drawing.setAttribute("viewBox", "0 0 16 16");
  drawing.setAttribute("class", `glyph glyph-${mark}`);
  drawing.setAttribute("aria-hidden", "true");
  for (const { d, paint } of looks[mark].strokes) {
    const path = document.createElementNS(svg, "path");
    path.setAttribute("d", d);
    path.setAttribute("class", `glyph-${paint}`);
    drawing.append(path);
  }
  return drawing;
}

/** A button that leaves the focus where it is when it is pressed with the mouse: the editor would close the card before the click. */
export function button(className: string, act: () => void, ...children: (Node | string)[]): HTMLButtonElement {
  const node = element("button", className, ...children);
  node.type = "button";
  node.addEventListener("mousedown", (event) => event.preventDefault());
  node.addEventListener("click", act);
  return node;
}

// The clock and the scale inside the page: when a change has been painted, and what the kernel's line carried.
(() => {
  const bytes = (data) => (typeof data === "string" ? new TextEncoder().encode(data).length : data.byteLength ?? data.size);
  const wire = { sent: 0, received: 0, changed: 0 };
  window.WebSocket = class extends window.WebSocket {
    constructor(...words) {
      super(...words);
      this.toKernel = /\/api\/kernels\//.test(this.url);
      if (this.toKernel) this.addEventListener("message", (event) => { wire.received += bytes(event.data); wire.changed = performance.now(); });
    }
    send(data) {
      if (this.toKernel) { wire.sent += bytes(data); wire.changed = performance.now(); }
      super.send(data);
    }
  };

  // What a frame's callback changes is painted in that very frame; what anything else changes, in the next one.
  let inFrame = false;
  const nextFrame = window.requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => nextFrame((time) => {
    inFrame = true;
    try { callback(time); } finally { queueMicrotask(() => { inFrame = false; }); }
  });
  // A message posted in a frame's callback arrives after style, layout and paint of that frame.
  const afterPaint = (done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(performance.now());
    port2.postMessage(null);
  };
  const painted = (done) => { if (inFrame) afterPaint(done); else nextFrame(() => afterPaint(done)); };

  let armed = false, moved = 0, shown = 0, busy = 0;
  addEventListener("pointermove", () => { if (armed) { moved = performance.now(); armed = false; } }, true);
  const note = () => { busy += 1; painted((time) => { shown = time; busy -= 1; }); };
  const noteImage = (image) => {
    if (image.complete) { note(); return; }
    busy += 1;
    image.addEventListener("load", () => { busy -= 1; note(); }, { once: true });
  };
  // ipympl paints its pictures on a canvas.
  let watched = null;
  const drawImage = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (...words) {
    drawImage.apply(this, words);
    if (watched?.contains(this.canvas)) note();
  };
  const observers = [];
  const images = (node) => (node.nodeName === "IMG" ? [node] : [...(node.querySelectorAll?.("img") ?? [])]);
  function see(changes) {
    for (const { type, target, addedNodes } of changes) {
      if (target instanceof SVGElement) { note(); break; }
      if (type === "childList") [...addedNodes].flatMap(images).forEach(noteImage);
      else if (target.nodeName === "IMG") noteImage(target);
    }
  }
  function observe(node) {
    const observer = new MutationObserver(see);
    observer.observe(node, { subtree: true, childList: true, attributes: true, attributeFilter: ["d", "transform", "x", "y", "points", "src", "style"] });
    observers.push(observer);
    for (const child of node.querySelectorAll("*")) if (child.shadowRoot) observe(child.shadowRoot);
  }

  const outputOf = (cell) => cell.querySelector(".jp-OutputArea-output")?.innerText.slice(-2000) ?? "nothing";
  // Resolves when `quiet` ms have passed since `last()`, or to null after `limit` ms.
  const settled = (last, quiet, limit) => new Promise((resolve) => {
    const began = performance.now();
    (function look() {
      const now = performance.now();
      if (last() && now - last() > quiet) resolve(true);
      else if (now - began > limit) resolve(null);
      else setTimeout(look, 10);
    })();
  });

  window.benchmark = {
    wire,
    quietWire: (quiet, limit) => settled(() => wire.changed, quiet, limit),
    /** Watches pictures (SVG drawings, images) inside `element`, also in shadow roots; what was watched before is forgotten. */
    watch(element) {
      observers.splice(0).forEach((observer) => observer.disconnect());
      watched = element;
      observe(element);
    },
    /** Call before a move of the pointer. */
    arm() { armed = true; moved = shown = 0; },
    /** Milliseconds from that move to the painting of the last change it caused; null when nothing changed. */
    async answer(quiet, limit) {
      await settled(() => (busy ? 0 : shown), quiet, limit);
      return moved && shown ? shown - moved : null;
    },
    /** Runs a cell; milliseconds until `wanted` elements of its output match `selector`, have a place on the page and are painted. */
    runCell(index, selector, wanted, limit) {
      const { content } = window.jupyterapp.shell.currentWidget;
      content.activeCellIndex = index;
      const cell = content.widgets[index].node;
      const began = performance.now();
      window.jupyterapp.commands.execute("notebook:run-cell");
      return new Promise((resolve, reject) => {
        nextFrame(function look() {
          const there = [...cell.querySelectorAll(selector)].filter((node) => node.getClientRects().length).length;
          if (there >= wanted) afterPaint((time) => resolve(time - began));
          else if (performance.now() - began > limit) reject(new Error(`${there} of ${wanted} ${selector}; the output says: ${outputOf(cell)}`));
          else nextFrame(look);
        });
      });
    },
  };
})();

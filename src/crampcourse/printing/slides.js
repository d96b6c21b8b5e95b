// Slides one at a time: arrow keys and buttons move, N shows the notes, the address keeps the number.
(() => {
  const root = document.documentElement;
  const frames = [...document.querySelectorAll(".frame")];
  const bar = document.querySelector(".bar");
  const [previous, next, notes] = ["previous", "next", "notes"].map((id) => document.getElementById(id));
  const place = bar.querySelector(".place");
  const WIDTH = 1280, HEIGHT = 720, LEAST_ROOM = 800, LARGEST = 1.25, SMALLEST = 0.45, STEP = 0.05;
  const FORWARD = ["ArrowRight", "ArrowDown", "PageDown", " "], BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
  let at = Math.min(Math.max((parseInt(location.hash.slice(1), 10) || 1) - 1, 0), frames.length - 1);

  // Prose begins large; words shrink until the slide holds them. Measured once, in the box that screen and paper share.
  function fit() {
    root.classList.add("stage");
    for (const frame of frames) {
      const slide = frame.querySelector(".slide"), inner = slide.querySelector(".inner");
      for (let size = slide.matches(".words") ? LARGEST : 1; size >= SMALLEST; size -= STEP) {
        slide.style.setProperty("--fit", size.toFixed(2));
        if (inner.scrollHeight <= inner.clientHeight && inner.scrollWidth <= inner.clientWidth) break;
      }
    }
  }

  function lay() {
    const stage = innerWidth >= LEAST_ROOM;
    const shown = notes.getAttribute("aria-pressed") === "true";
    root.classList.toggle("stage", stage);
    frames.forEach((frame, i) => {
      frame.hidden = stage && i !== at;
      frame.querySelector(".notes").hidden = !shown;
    });
    bar.hidden = !stage;
    for (const frame of frames) frame.style.width = frame.style.height = "";
    if (!stage) return;
    const frame = frames[at];
    const room = innerHeight - bar.offsetHeight - (shown ? frame.querySelector(".notes").offsetHeight : 0);
    const scale = Math.min(innerWidth / WIDTH, room / HEIGHT);
    root.style.setProperty("--scale", scale);
    frame.style.width = `${WIDTH * scale}px`;
    frame.style.height = `${HEIGHT * scale}px`;
    place.textContent = `Slide ${at + 1} of ${frames.length}: ${frame.querySelector("h1, h2").textContent}`;
    previous.disabled = at === 0;
    next.disabled = at === frames.length - 1;
  }

  function go(index) {
    at = Math.min(Math.max(index, 0), frames.length - 1);
    history.replaceState(null, "", `#${at + 1}`);
    lay();
  }

  function toggleNotes() {
    notes.setAttribute("aria-pressed", String(notes.getAttribute("aria-pressed") !== "true"));
    lay();
  }

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !root.classList.contains("stage")) return;
    if (event.key === " " && event.target.matches("button")) return; // Space presses the button that has the focus
    if (FORWARD.includes(event.key)) go(at + 1);
    else if (BACK.includes(event.key)) go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(frames.length - 1);
    else if (event.key.toLowerCase() === "n") toggleNotes();
    else return;
    event.preventDefault();
  });
  previous.addEventListener("click", () => go(at - 1));
  next.addEventListener("click", () => go(at + 1));
  notes.addEventListener("click", toggleNotes);
  addEventListener("resize", lay);
  addEventListener("hashchange", () => go((parseInt(location.hash.slice(1), 10) || 1) - 1));
  // A picture within the page has its size only once it is decoded.
  Promise.all([...document.images].map((image) => image.decode().catch(() => {}))).then(() => {
    fit();
    lay();
    root.dataset.ready = "true";
  });
})();

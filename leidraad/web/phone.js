// The script of a participant's pages: saves each tap, and goes on without loading a page (day.js: the study day).
// Everything works without it too, more slowly. Nothing newer than ES2017.
(() => {
  "use strict";
  const PAUSES = [1, 2, 4, 8, 15]; // seconds between tries, the last one again and again
  const SOON = 500; // milliseconds; what is stored by then never shows as waiting
  const LONG = 3000; // milliseconds; whoever waits longer for an answer reads why
  const NO_LINE = "Even geen verbinding. We proberen het zo weer.";
  const NOT_NOW = "Dit lukt nu even niet. Wat al opgeslagen was, is er nog. We proberen het zo weer."; // there is a line
  const NOT_SAVED = "Nog niet alles is opgeslagen. Laat deze pagina open: we proberen het zo weer.";
  const SLOW = "Dit duurt langer dan anders. Laat deze pagina open.";
  const OTHER = "Op een ander scherm koos je intussen iets anders. Hier staat wat nu is opgeslagen.";
  const OTHER_ELSEWHERE = "Bij een eerdere stelling koos je op een ander scherm intussen iets anders. Dat blijft staan.";
  const polite = document.getElementById("melding");
  const trouble = document.getElementById("storing");
  let main = document.getElementById("scherm");

  const all = (selector) => Array.from(main.querySelectorAll(selector));
  const one = (selector) => main.querySelector(selector);
  const data = (name) => main.getAttribute("data-" + name);
  const jitter = (n) => 1000 * PAUSES[Math.min(n, PAUSES.length) - 1] * (0.75 + Math.random() / 2);
  const why = (error) => (error.message === NOT_NOW ? NOT_NOW : NO_LINE);
  const say = (text) => { polite.textContent = ""; setTimeout(() => { polite.textContent = text; }, 60); };
  const complain = (text) => { trouble.textContent = text; trouble.hidden = !text; };

  // A request that is given up after so many seconds, or by `stop`: a line that went silent says nothing.
  function ask(address, seconds, options) {
    const control = typeof AbortController === "undefined" ? { abort() {} } : new AbortController();
    let stop;
    const stopped = new Promise((_, fail) => { stop = () => { fail(new Error("gestopt")); control.abort(); }; });
    setTimeout(stop, 1000 * seconds);
    const usual = { credentials: "same-origin", cache: "no-store", signal: control.signal };
    return { stop, answer: Promise.race([fetch(address, Object.assign(usual, options)), stopped]) };
  }
  const posting = (fields) => ({ method: "POST", body: new URLSearchParams(fields) });

  // --- what this tab remembers: in the page, and over a reload in the tab's own storage; nowhere else ---
  const fresh = (shared) => ({ own: {}, waiting: {}, shared, joined: false }); // joined: something of ours is stored
  const WIPED = "gewist";
  let round = "", memory = fresh(false); // who leads the team may also belong to it: another code, another memory
  const left = () => Object.keys(memory.waiting).length;
  function quietly(work) { try { work(); } catch (e) { /* no storage: the page remembers */ } }
  const keep = () => quietly(() => sessionStorage.setItem("eigen-" + round, JSON.stringify(memory)));
  function recall() {
    const now = data("meting") + data("code");
    if (!data("meting") || now === round) return;
    round = now;
    memory = fresh(false);
    quietly(() => Object.assign(memory, JSON.parse(sessionStorage.getItem("eigen-" + now))));
  }
  function wipe() {
    memory = fresh(memory.shared);
    quietly(() => Object.keys(sessionStorage).filter((key) => /^eigen-/.test(key)).forEach((key) => sessionStorage.removeItem(key)));
    keep();
  }
  function wipeEverywhere() { // the other tabs hear it, and nothing of it stays
    const had = memory.joined || left() || Object.keys(memory.own).length;
    wipe();
    if (had) quietly(() => { localStorage.setItem(WIPED, round); localStorage.removeItem(WIPED); });
  }

  // --- saving: one request at a time; a tap that waits keeps its own address, whatever the screen shows by then ---
  let sending = null, tries = 0, timer, lineTimer, longTimer;
  let drained = []; // who waits until everything is stored, or has to be looked at first
  const text = (value) => (value === null || value === undefined ? "" : String(value));

  function showSaved(number, withWaiting) {
    const place = one(".opgeslagen");
    if (!place || !data("totaal")) return;
    if (number !== undefined) place.setAttribute("data-aantal", number);
    const said = Number(place.getAttribute("data-aantal"));
    let line = `${said} van ${data("totaal")} ${data("wat")} opgeslagen`;
    if (left() && withWaiting) line += `, nog ${left()} niet opgeslagen`;
    if (place.textContent !== line) place.textContent = line;
    place.classList.toggle("wacht", left() > 0 && Boolean(withWaiting));
    const done = data("kies") ? said > 0 : said === Number(data("totaal"));
    all("[data-klaar]").forEach((part) => { part.hidden = !done; });
    all("[data-na-keuze]").forEach((part) => { part.hidden = !said; });
  }
  const showWaiting = () => showSaved(undefined, true);

  function show(id, stored) { // what is stored, unless a newer tap is on its way
    const set = one(`[data-stelling="${id}"]`), waiting = memory.waiting[(data("kies") || data("bewaar")) + " " + id];
    if (id === "keuze") { storedChoice = stored; showChoices(waiting ? waiting.value : stored); }
    if (!set) return;
    set.querySelector("input[type=hidden]").value = stored;
    set.querySelectorAll("input[type=radio]").forEach((input) => {
      input.checked = input.value === (waiting ? waiting.value : stored);
    });
  }
  let chosen = [], storedChoice = "";
  function showChoices(ids) {
    chosen = ids.split(",").filter(Boolean);
    all("input[type=checkbox]").forEach((box) => { box.checked = chosen.indexOf(box.value) >= 0; });
  }

  function wait(address, id, value, was, first) {
    const key = address + " " + id;
    const entry = memory.waiting[key] || { address, id, was, tried: [], mine: data("wat") === "antwoorden" };
    entry.value = value;
    entry.first = first;
    memory.waiting[key] = entry;
    keep();
    complain("");
    clearTimeout(lineTimer);
    lineTimer = setTimeout(showWaiting, SOON);
    clearTimeout(longTimer);
    longTimer = setTimeout(() => { if (left()) complain(NOT_SAVED); }, LONG);
    send();
  }
  function fieldsOf(entry) {
    if (entry.id === "keuze") return entry.value.split(",").filter(Boolean).map((chosen) => ["onderdeel", chosen]);
    const fields = [["stelling", entry.id], ["waarde", entry.value]];
    if (entry.first) fields.push(["eerst", entry.first]);
    if (entry.was) fields.push(["was", entry.was]);
    if (memory.joined || one("input[name=mee]")) fields.push(["mee", "1"]);
    return fields;
  }
  async function send() {
    const key = Object.keys(memory.waiting)[0];
    if (sending || !key) return;
    const entry = memory.waiting[key], value = entry.value;
    entry.tried.push(value);
    clearTimeout(timer);
    try {
      sending = ask(entry.address, 10, Object.assign(posting(fieldsOf(entry)), { keepalive: true }));
      const answer = await sending.answer;
      if (answer.status >= 500 || answer.status === 429) throw new Error("later");
      const said = await answer.json(); // what is no JSON is not ours but a filter's on the way: later again
      tries = 0;
      if (memory.waiting[key] === entry) answered(key, entry, value, said);
    } catch (e) {
      tries += 1;
      timer = setTimeout(send, jitter(tries));
      if (tries > 1) complain(NOT_SAVED);
      showWaiting();
    }
    sending = null;
    if (!left()) drained.splice(0).forEach((go) => go(true));
    if (!tries) send();
  }
  function answered(key, entry, value, said) {
    const stored = text(said.stand), earlier = stored !== value && entry.tried.indexOf(stored) >= 0;
    entry.tried = [];
    complain("");
    if (said.naar) {
      memory.waiting = {};
      if (/\/dag$/.test(said.naar)) keep(); else wipeEverywhere();
      go({ address: said.naar, replace: true });
      return;
    }
    if (said.reden) {
      delete memory.waiting[key];
      look(said.reden);
      show(entry.id, entry.was);
    } else {
      memory.joined = true;
      if (entry.mine) memory.own[entry.id] = said.stand;
      if (entry.mine && stored === "") delete memory.own[entry.id];
      // Ours arrived, or an earlier try of ours of which we never heard: then a newer tap still has to follow.
      if ((stored === value || earlier) && entry.value !== stored) entry.was = stored;
      else delete memory.waiting[key];
      if (stored !== value && !earlier) look(one(`[data-stelling="${entry.id}"]`) ? OTHER : OTHER_ELSEWHERE);
      show(entry.id, stored);
    }
    keep();
    showSaved(said.aantal, tries > 0);
    if (!left() && !data("totaal") && one(".opgeslagen")) go({ address: location.href, replace: true, same: true });
  }
  function look(sentence) { // said, and nobody goes on before it was seen
    complain(sentence);
    drained.splice(0).forEach((go) => go(false));
  }
  function tapped(event) {
    const input = event.target, set = input.closest("[data-stelling]");
    if (input.type === "radio" && set && !input.closest("[data-stem]") && data("bewaar")) {
      wait(data("bewaar"), set.getAttribute("data-stelling"), input.value, set.querySelector("input[type=hidden]").value);
    } else if (input.type === "checkbox" && data("kies")) { // at most so many: with one more the first one goes
      const others = chosen.filter((id) => id !== input.value);
      showChoices(others.concat(input.checked ? [input.value] : []).slice(-Number(data("totaal"))).join());
      wait(data("kies"), "keuze", chosen.join(), storedChoice);
    }
  }

  // --- going on: the main part and the address change, the memory of the page stays ---
  let goal = 0, woken = () => {}, pressed = null;
  const saved = () => new Promise((go) => { if (left()) drained.push(go); else go(true); });
  const free = () => all("[data-bezig]").forEach((form) => form.removeAttribute("data-bezig"));
  const pause = (milliseconds) => new Promise((go) => { woken = go; setTimeout(go, milliseconds); });

  async function go(wanted) { // the latest wish counts; it tries until it is granted
    const mine = ++goal;
    for (let n = 1; mine === goal; n += 1) {
      let slow;
      try {
        if (wanted.form && !(await saved())) return free();
        if (mine !== goal) return;
        if (n === 1) slow = setTimeout(() => { if (mine === goal) complain(SLOW); }, LONG);
        const answer = await ask(wanted.address, 15, wanted.body ? posting(wanted.body()) : {}).answer;
        if (answer.status >= 500) throw new Error(NOT_NOW);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        clearTimeout(slow);
        if (mine === goal) arrive(page, answer, wanted);
        return;
      } catch (e) {
        clearTimeout(slow);
        if (mine !== goal) return;
        complain(why(e));
        await pause(jitter(n));
      }
    }
  }
  function arrive(page, answer, wanted) {
    const fresh = page.getElementById("scherm"), was = one("h1");
    free();
    complain("");
    if (!fresh && answer.ok) location.assign(answer.url); // another page of ours
    if (!fresh && !answer.ok) complain("Dit lukte niet. Laad de pagina opnieuw.");
    if (!fresh) return;
    if (wanted.wipes) wipeEverywhere();
    const here = wanted.replace || answer.url === location.href;
    history[here ? "replaceState" : "pushState"](null, "", answer.url);
    document.title = page.title;
    main.replaceWith(fresh);
    main = fresh;
    begin();
    const heading = one("h1");
    if (!heading || (wanted.same && was && was.textContent === heading.textContent)) return;
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
    say(heading.textContent);
  }
  function take(page, answer, wanted) { // a screen that is here already: whatever was wished for before is let go
    goal += 1;
    arrive(page, answer, wanted);
  }
  function submitted(event) {
    const form = event.target, button = event.submitter || pressed;
    if (!main.contains(form) || form.hasAttribute("data-laden")) return;
    event.preventDefault();
    if (form.hasAttribute("data-bezig")) return;
    form.setAttribute("data-bezig", "");
    const direct = button && form.contains(button) && button.getAttribute("data-adres"); // all taps are stored already
    const fields = () => Array.from(new FormData(form)).concat(button && button.name ? [[button.name, button.value]] : []);
    const wipes = form.hasAttribute("data-wist");
    go({ form, wipes, replace: wipes, address: direct || form.getAttribute("action"), body: direct ? null : fields });
  }
  function clicked(event) {
    pressed = event.target.closest("button");
    const link = event.target.closest("a[href]");
    if (!link || !main.contains(link) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.getAttribute("href").indexOf("/d/") < 0) return;
    event.preventDefault();
    go({ address: link.href });
  }

  function begin() {
    recall();
    if (/[?&]toestel=gedeeld/.test(location.search)) memory.shared = true;
    if (main.hasAttribute("data-wis")) wipeEverywhere();
    if (data("mijn")) memory.own = JSON.parse(data("mijn")); // of all screens: this may be a second tab
    all("[data-stelling]").forEach((set) => show(set.getAttribute("data-stelling"), set.querySelector("input[type=hidden]").value));
    if (data("kies")) show("keuze", all("input[type=checkbox]").filter((box) => box.checked).map((box) => box.value).join());
    if (round) keep();
    showSaved(undefined, tries > 0);
    document.dispatchEvent(new Event("scherm"));
    send();
  }
  function awake() {
    if (document.hidden) return;
    tries = 0;
    woken();
    if (sending) sending.stop(); // it may have been on its way since before the phone slept
    send();
  }

  document.addEventListener("change", tapped);
  document.addEventListener("submit", submitted);
  document.addEventListener("click", clicked);
  document.addEventListener("visibilitychange", awake);
  window.addEventListener("online", awake);
  window.addEventListener("popstate", () => go({ address: location.href, replace: true }));
  window.addEventListener("pageshow", (event) => { // from the browser's memory: perhaps of somebody who handed over
    if (!event.persisted) return;
    main.hidden = true;
    go({ address: location.href, replace: true });
  });
  window.addEventListener("storage", (event) => { // handed over, withdrawn or over in another tab
    if (event.key !== WIPED || event.newValue !== round) return;
    wipe();
    go({ address: location.href, replace: true });
  });
  window.addEventListener("beforeunload", (event) => {
    if (left()) { event.preventDefault(); event.returnValue = ""; }
  });
  begin();
  window.phone = { all, one, data, text, jitter, complain, ask, wait, go, take, memory: () => memory, why, NOT_NOW };
})();

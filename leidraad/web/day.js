// The study day on a participant's page, on top of phone.js: following it, voting again, and one's own answers beside
// the team's. Nothing newer than ES2017.
(() => {
  "use strict";
  if (!window.phone) return; // it did not arrive: the page works as it does without script
  const { all, one, data, text, jitter, complain, ask, wait, go, take, memory, why, NOT_NOW } = window.phone;

  // --- following the day: one request that stays open until there is something new ---
  let following = 0, listening = { stop() {} };
  const pause = (n) => new Promise((go) => setTimeout(go, jitter(n)));
  async function follow() {
    const mine = ++following, there = (name) => location.pathname.replace(/(\/d\/[^/]+).*/, "$1/" + name);
    listening.stop();
    for (let n = 0; mine === following && data("wacht") && !document.hidden;) {
      const known = data("wacht"), asked = Date.now();
      try {
        listening = ask(`${there("wacht")}?stand=${encodeURIComponent(known)}`, 40, { headers: { accept: "text/html" } });
        const answer = await listening.answer;
        if (!answer.ok && answer.status !== 404) throw new Error(NOT_NOW); // 404: it was thrown away, and the page says so
        const said = await answer.text(), wanted = { replace: true, same: true };
        if (n > 2) complain("");
        n = 0;
        if (mine !== following) return;
        if (said === known) { // held as long as it goes; sooner only by a server that stops
          if (Date.now() - asked < 5000) await pause(1);
          continue;
        }
        const page = new DOMParser().parseFromString(said, "text/html"); // the new screen itself
        if (!page.getElementById("scherm")) go(Object.assign(wanted, { address: there("dag") }));
        else take(page, { ok: true, url: answer.redirected ? answer.url : new URL(there("dag"), location.href).href }, wanted);
        return;
      } catch (e) {
        n += 1;
        if (mine !== following) return;
        if (n > 2) complain(why(e));
        await pause(n + 1);
      }
    }
  }

  // --- voting again ---
  // A second vote changes the first answer, which this tab knows; where that is gone, it is asked for.
  function voted(vote) {
    const set = vote.querySelector("[data-stelling]"), asked = vote.querySelector("[data-eerst]");
    const now = set.querySelector("input[type=radio]:checked"), said = asked.querySelector("input:checked");
    const first = asked.hidden ? text(memory().own[vote.getAttribute("data-stem")]) : said ? said.value : null;
    asked.style.display = "";
    nothingToChange(vote, first === "");
    if (!now || first === "") return;
    if (first === null) complain("Kies ook wat je eerst antwoordde. Dan wordt je stem opgeslagen.");
    else wait(data("bewaar"), vote.getAttribute("data-stem"), now.value, set.querySelector("input[type=hidden]").value, first);
  }
  function nothingToChange(vote, so) {
    vote.querySelector("[data-stelling] .keuzes").hidden = so;
    vote.querySelector("[data-niet-beantwoord]").hidden = !so;
  }
  function prepareVotes() {
    const known = Object.keys(memory().own).length > 0 && !memory().shared;
    all("[data-waarom-eerst]").forEach((part) => { part.hidden = known; });
    all("[data-stem]").forEach((vote) => {
      const asked = vote.querySelector("[data-eerst]"), now = vote.querySelector("[data-stelling] input[type=radio]:checked");
      asked.hidden = known;
      asked.style.display = now ? "" : "none"; // asked for once there is a vote
      if (!known) return;
      nothingToChange(vote, !(memory().own[vote.getAttribute("data-stem")] > 0));
    });
  }

  // --- one's own answers beside the team's ---
  function beside() {
    const { own, shared } = memory(), has = Object.keys(own).length > 0 && !shared;
    all("[data-eigen-weg]").forEach((part) => { part.hidden = has || shared; });
    all("[data-eigen-gedeeld]").forEach((part) => { part.hidden = !shared; });
    if (!has || !data("labels")) return;
    const labels = JSON.parse(data("labels"));
    all("[data-eigen]").forEach((part) => { part.hidden = false; });
    all("[data-stellingen]").forEach((row) => {
      const ids = row.getAttribute("data-stellingen").split(" "), given = ids.map((id) => own[id]).filter((value) => value > 0);
      const ofItem = row.getAttribute("data-woorden"), words = ofItem ? JSON.parse(ofItem) : labels;
      let value = null, said;
      if (row.hasAttribute("data-gemiddelde")) { // more than half answered, as in every score
        if (given.length * 2 > ids.length) value = given.reduce((a, b) => a + b, 0) / given.length;
        said = value === null ? "te weinig ingevuld" : (Math.floor(value * 10 + 0.5 + 1e-9) / 10).toFixed(1).replace(".", ",");
      } else {
        if (given.length) value = given[0];
        said = own[ids[0]] === undefined ? "overgeslagen" : words[own[ids[0]]];
      }
      row.querySelector("[data-jij]").textContent = said;
      const sign = row.querySelector("[data-teken]");
      if (value === null || !sign) return; // in the talk there are words alone
      sign.setAttribute("x", (value - 1) * 25 + "%");
      sign.removeAttribute("hidden");
    });
  }

  function shown() {
    follow(); // first: whatever the screen holds, the next one still comes
    prepareVotes();
    beside();
  }
  const awake = () => { if (!document.hidden) follow(); };

  document.addEventListener("scherm", shown);
  document.addEventListener("change", (event) => {
    const vote = event.target.closest("[data-stem]");
    if (vote && event.target.type === "radio") voted(vote);
  });
  document.addEventListener("visibilitychange", awake);
  window.addEventListener("online", awake);
  document.documentElement.classList.add("met-script");
  shown();
})();

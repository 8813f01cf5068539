// The wall stays awake while its tab is in front. An insecure address gives a page no wake lock: there a silent moving picture
// from the page itself does it (Chrome, Edge and Firefox keep a screen on for that, Safari does not). What holds is said on <html>.
{
  let held = null, asked = false;
  const film = function () {
    const canvas = document.createElement("canvas"), video = document.createElement("video");
    canvas.width = canvas.height = 16;
    const brush = canvas.getContext("2d");
    let full = false;
    const paint = setInterval(function () {
      full = !full;
      brush[full ? "fillRect" : "clearRect"](0, 0, 16, 16);
    }, 500);
    video.muted = true;
    video.playsInline = true;
    video.setAttribute("aria-hidden", "true");
    video.style.cssText = "position:fixed;left:0;bottom:0;width:16px;height:16px;opacity:.01;pointer-events:none;z-index:1000001";
    video.srcObject = canvas.captureStream(2);
    document.body.append(video);
    return video.play().then(function () {
      return { kind: /Apple/.test(navigator.vendor) ? "" : "film", off: function () { clearInterval(paint); video.remove(); } };
    });
  };
  const lock = function () {
    return navigator.wakeLock.request("screen").then(function (one) {
      one.addEventListener("release", function () { held = null; });
      return { kind: "slot", off: function () { one.release(); } };
    });
  };
  const look = function () {
    const wall = document.querySelector(".st-key-scherm .wand");
    if (wall && !held && !asked && !document.hidden) {
      asked = true;
      (navigator.wakeLock ? lock().catch(film) : film()).catch(function () { return { kind: "", off: function () {} }; }).then(function (one) {
        asked = false;
        held = one;
        document.documentElement.dataset.wakker = one.kind || "nee";
      });
    } else if (!wall && held) {
      held.off();
      held = null;
      delete document.documentElement.dataset.wakker;
    }
  };
  setInterval(look, 2000);
}

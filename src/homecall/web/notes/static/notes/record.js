// Records a voice or a short film into the form's file field. Without it one chooses a file.
"use strict";
(() => {
  const form = document.querySelector("form.leave");
  const tools = form.querySelector("[data-tools]");
  const state = form.querySelector("[data-state]");
  const stop = form.querySelector("[data-stop]");
  const preview = form.querySelector("[data-preview]");
  const LONGEST = { audio: 300, video: 120 }; // seconds; what is recorded stays under what is accepted
  const EVERYWHERE = ["video/mp4;codecs=avc1.42E01E,mp4a.40.2", "audio/mp4;codecs=mp4a.40.2"]; // an old tablet of another make plays these too
  tools.hidden = false;

  window.noteFile = (blob, name) => {
    const box = new DataTransfer();
    box.items.add(new File([blob], name, { type: blob.type }));
    form.elements.file.files = box.files;
    state.textContent = state.dataset.ready;
  };

  function shown(kind, source) {
    const player = document.createElement(kind);
    player.playsInline = true;
    if (source instanceof Blob) { player.src = URL.createObjectURL(source); player.controls = true; }
    else { player.srcObject = source; player.muted = true; player.autoplay = true; }
    preview.replaceChildren(player);
  }

  async function record(kind) {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia(kind === "video" ? { audio: true, video: { width: 640, height: 480, facingMode: "user" } } : { audio: true });
    } catch {
      state.textContent = state.dataset.denied;
      return;
    }
    const type = [...EVERYWHERE, "video/mp4", "video/webm", "audio/mp4", "audio/webm"].find((one) => one.startsWith(kind) && MediaRecorder.isTypeSupported(one));
    const recorder = new MediaRecorder(stream, { mimeType: type, videoBitsPerSecond: 1200000, audioBitsPerSecond: 96000 });
    const pieces = [];
    const begun = Date.now();
    if (kind === "video") shown(kind, stream);
    const clock = setInterval(() => {
      const seconds = Math.floor((Date.now() - begun) / 1000);
      form.querySelector("[data-clock]").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
      if (seconds >= LONGEST[kind] && recorder.state === "recording") recorder.stop();
    }, 250);
    recorder.ondataavailable = (event) => pieces.push(event.data);
    recorder.onstop = () => {
      clearInterval(clock);
      for (const track of stream.getTracks()) track.stop();
      stop.hidden = true;
      const whole = new Blob(pieces, { type: recorder.mimeType });
      shown(kind, whole);
      window.noteFile(whole, "note");
    };
    stop.hidden = false;
    stop.onclick = () => recorder.stop();
    recorder.start();
    stop.focus();
  }

  for (const button of tools.querySelectorAll("[data-record]")) {
    if (!window.MediaRecorder || !navigator.mediaDevices) button.hidden = true;
    button.addEventListener("click", () => record(button.dataset.record));
  }
})();

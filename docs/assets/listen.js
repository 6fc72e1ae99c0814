// Reads the main part of a page aloud, with voices that the reader's device has of its own: no voice of a web service, so nothing is sent.
// Without such a voice for each language on the page there is no button: no sign may be left out unheard.
"use strict";
(() => {
  const synth = window.speechSynthesis;
  const button = document.querySelector("#listen");
  if (!synth || !button) return;
  const name = button.textContent;
  let queue = []; // the sentences that are still to read

  function sentence(words, lang) {
    const said = new SpeechSynthesisUtterance(words);
    said.lang = lang;
    said.voice = synth.getVoices().find((voice) => voice.localService && voice.lang.split(/[-_]/)[0] === lang.split("-")[0]);
    said.onend = said.onerror = ({ error }) => { if (said === queue[0]) turn(error ? [] : queue.slice(1)); };
    return said;
  }

  function sentences() { // of all that is seen, in order, apart where a block ends or the language changes
    const found = [];
    let last = {};
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data: words, parentElement: inside } = walker.currentNode;
      // that nobody has checked a translation is said first; its English says the same
      if (!inside.checkVisibility() || !inside.closest("main,.draft strong") || inside.closest("button,sup")) continue;
      const [block, { lang }] = [inside.closest("p,li,dt,dd,td,h1,h2,h3,div"), inside.closest("[lang]")];
      if (last.block === block && last.lang === lang) last.words += words;
      else found.push(last = { words, block, lang });
    }
    return found.flatMap(({ words, lang }) =>
      (words.replace(/[\s◇]+/g, " ").match(/\S.*?([.!?؟।](?= |$)|[。！？]|$)/g) ?? []).map((words) => sentence(words, lang)));
  }

  function turn(next) { // to what is to read now; nothing: be silent
    queue = next;
    [button.textContent, button.className] = queue.length ? [button.dataset.stop, "on"] : [name, ""];
    if (queue.length) synth.speak(queue[0]); // one at a time, as some voices stop in long texts
    else synth.cancel();
  }

  function offer() {
    button.hidden = !sentences().every(({ voice }) => voice);
    if (button.hidden) turn([]);
  }

  button.onclick = () => {
    offer(); // what is seen may have changed
    turn(queue.length || button.hidden ? [] : sentences());
  };
  window.onpagehide = () => turn([]);
  (synth.onvoiceschanged = offer)();
})();

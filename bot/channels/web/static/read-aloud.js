// Reads the newest answer aloud with the browser's own speech, when somebody asks for it. Only voices that live on the
// device: others would send what was said to whoever makes the voice.
(function () {
  'use strict'
  var button = document.getElementById('read-aloud')
  var transcript = document.getElementById('transcript')
  var speech = window.speechSynthesis
  if (!button || !transcript || !speech || !window.SpeechSynthesisUtterance) return
  var label = button.textContent
  var reading = 0

  function voice() {
    var found = null
    Array.prototype.forEach.call(speech.getVoices(), function (one) {
      if (!one.localService || !/^en\b/i.test(one.lang)) return
      if (!found || (/^en.GB/i.test(one.lang) && !/^en.GB/i.test(found.lang))) found = one
    })
    return found
  }

  function shown(node) { return node && !node.hidden ? node.textContent.replace(/\s+/g, ' ').trim() : '' }

  // What stands in the newest answer, in the order it stands there; a piece each, for some browsers stop in long ones.
  function pieces() {
    var found = []
    var message = document.getElementById('latest')
    while (message) {
      Array.prototype.forEach.call(message.querySelectorAll('.fd-message__words, .fd-line__heading, .fd-line__words, .fd-line__shared, .fd-message__left, .fd-message__reference'), function (node) {
        found = found.concat(shown(node).match(/[^.?!]+[.?!]*/g) || [])
      })
      var titles = Array.prototype.map.call(message.querySelectorAll('.fd-choices button'), shown)
      if (titles.length) found.push(button.getAttribute('data-choices') + ' ' + titles.join(', '))
      message = message.nextElementSibling
    }
    return found.filter(function (text) { return text.trim() })
  }

  function stop() {
    reading += 1
    speech.cancel()
    button.textContent = label
  }

  function read() {
    var mine = (reading += 1)
    var left = pieces()
    speech.cancel()
    button.textContent = button.getAttribute('data-stop')
    function next() {
      if (mine !== reading) return
      if (!left.length) return stop()
      var said = new window.SpeechSynthesisUtterance(left.shift())
      said.lang = 'en-GB'
      said.voice = voice()
      said.onend = next
      said.onerror = function () { if (mine === reading) stop() }
      speech.speak(said)
    }
    next()
  }

  function offer() { button.hidden = !voice() }

  button.addEventListener('click', function () { if (button.textContent === label) read(); else stop() })
  window.addEventListener('pagehide', stop)
  // A new answer is on its way: what is being read is no longer the newest.
  document.addEventListener('submit', stop)
  if (speech.addEventListener) speech.addEventListener('voiceschanged', offer)
  offer()
})()

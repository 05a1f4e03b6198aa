// What the studio gains from JavaScript: a button that prints, and Ctrl+Enter to say a turn. Everything else works without.
(function () {
  'use strict'
  Array.prototype.forEach.call(document.querySelectorAll('[data-print]'), function (button) {
    button.hidden = false
    button.addEventListener('click', function () { window.print() })
  })
  var box = document.querySelector('[data-say]')
  if (!box) return
  box.addEventListener('keydown', function (event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      box.form.requestSubmit()
    }
  })
  // After a turn the next one can be typed at once; the page itself begins at the latest turn. Going to a fragment takes
  // the keyboard from whatever has it, so this waits until that is done.
  window.addEventListener('load', function () {
    if (window.location.hash === '#latest') box.focus({ preventScroll: true })
  })
})()

// What every page of a resident's gains from JavaScript: what works only with it is shown, and inside another page
// Escape closes the frame.
(function () {
  'use strict'
  Array.prototype.forEach.call(document.querySelectorAll('[data-with-script]'), function (node) { node.hidden = false })
  Array.prototype.forEach.call(document.querySelectorAll('[data-print]'), function (button) {
    button.addEventListener('click', function () { window.print() })
  })
  if (window.parent !== window) {
    document.addEventListener('keydown', function (event) {
      // Nothing but that it was pressed is told, so that any page around may hear it.
      if (event.key === 'Escape') window.parent.postMessage('front-door-close', '*')
    })
  }
})()

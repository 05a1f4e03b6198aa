// "Exit this page": hides the page at once, then leaves it. Without this file the button is a link that leaves all the same.
// Pressing Shift three times does it too (GOV.UK's "Exit this page"). It cannot clear the browser's history, and says nowhere that it does.
(function () {
  'use strict'
  var WITHIN = 5000
  var button = document.querySelector('.govuk-js-exit-this-page-button')
  if (!button) return
  var presses = []
  var alone = false

  var told = document.getElementById('exit-told')
  var buttons = document.querySelectorAll('[data-exit]')

  // Words left unsent go, and a mark keeps the page shut (bot/channels/web/leaving.py).
  function wipe() {
    document.documentElement.hidden = true
    document.title = 'Loading'
    if (window.speechSynthesis) window.speechSynthesis.cancel()
    try { window.sessionStorage.clear() } catch (refused) { /* nothing was kept */ }
    var mark = button.getAttribute('data-left')
    if (mark) {
      document.cookie = mark + '=1; path=/chat; max-age=31536000; SameSite=Lax' + (window.location.protocol === 'https:' ? '; Secure' : '')
    }
  }

  function leave(event) {
    if (event) event.preventDefault()
    wipe()
    if (window.parent !== window) {
      // Inside another page that page has to go; it hides itself too. A browser may not let us send it away ourselves.
      window.parent.postMessage('front-door-leave', '*')
      try { window.top.location.replace(button.href) } catch (refused) { /* the page around does it */ }
      return
    }
    // replace: "back" must not lead here again
    window.location.replace(button.href)
  }

  window.addEventListener('message', function (event) {
    if (window.parent !== window && event.source === window.parent && event.data === 'front-door-left') wipe()
  })
  button.addEventListener('click', leave)
  Array.prototype.forEach.call(buttons, function (other) { other.addEventListener('click', leave) })
  // Only Shift pressed and let go by itself counts: capital letters must not send anybody away.
  document.addEventListener('keydown', function (event) {
    alone = event.key === 'Shift' && !event.repeat ? true : event.key === 'Shift' && alone
  })
  document.addEventListener('keyup', function (event) {
    if (event.key !== 'Shift' || !alone) {
      presses = []
      return
    }
    alone = false
    var now = Date.now()
    presses = presses.filter(function (at) { return now - at < WITHIN }).concat(now)
    if (presses.length >= 3) leave()
    else if (told) told.textContent = told.getAttribute(presses.length === 2 ? 'data-once-more' : 'data-twice-more')
  })
  // A page kept in memory must not show itself half-hidden if somebody does come back.
  window.addEventListener('pageshow', function (event) {
    if (event.persisted) window.location.reload()
  })
})()

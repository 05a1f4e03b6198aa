// Sends without loading the page again. The page is whole without this file; here it only grows smoother:
// answers are added where they belong and told once to screen readers, words left unsent outlive a reload, and a
// message that may or may not have arrived is sent again under the same name, so that it counts once.
(function () {
  'use strict'
  var form = document.getElementById('say')
  var transcript = document.getElementById('transcript')
  if (!form || !transcript || !window.fetch || !window.Promise || !Element.prototype.closest) return

  var box = document.getElementById('words')
  var group = document.getElementById('words-group')
  var fault = document.getElementById('words-error')
  var faultText = document.getElementById('words-error-text')
  var waiting = document.getElementById('waiting')
  var announcer = document.getElementById('announcer')
  var more = document.getElementById('more')
  var firstHelp = document.getElementById('first-help')
  var KEPT = 'front-door-words'
  var UNSENT = 'front-door-unsent'
  var busy = false
  var lastPressed = null
  var waits = null
  var tries = 0
  var timer = 0
  var line = null

  // A browser may refuse to keep anything; then nothing is kept, and everything else still works.
  function keep(name, value) {
    try {
      if (value) window.sessionStorage.setItem(name, value)
      else window.sessionStorage.removeItem(name)
    } catch (refused) { /* private browsing */ }
  }

  function kept(name) {
    try { return window.sessionStorage.getItem(name) || '' } catch (refused) { return '' }
  }

  function newName() {
    if (window.crypto && window.crypto.randomUUID) return window.crypto.randomUUID()
    var numbers = new Uint32Array(4)
    window.crypto.getRandomValues(numbers)
    return Array.prototype.map.call(numbers, function (number) { return ('0000000' + number.toString(16)).slice(-8) }).join('-')
  }

  // The same words (or choice) that were not known to arrive keep their name.
  function nameFor(what) {
    var unsent = kept(UNSENT).split('\n')
    if (unsent.length > 1 && unsent.slice(1).join('\n') === what) return unsent[0]
    var name = newName()
    keep(UNSENT, name + '\n' + what)
    return name
  }

  function announce(text) {
    announcer.textContent = ''
    window.setTimeout(function () { announcer.textContent = text }, 100)
  }

  function showFault(text) {
    if (text && text === faultText.textContent && !fault.hidden) return
    fault.hidden = !text
    faultText.textContent = text
    group.className = 'govuk-form-group' + (text ? ' govuk-form-group--error' : '')
    box.className = 'govuk-textarea' + (text ? ' govuk-textarea--error' : '')
    if (text) {
      box.setAttribute('aria-invalid', 'true')
      box.setAttribute('aria-describedby', 'words-hint words-error')
      announce(text)
    } else {
      box.removeAttribute('aria-invalid')
      box.setAttribute('aria-describedby', 'words-hint')
    }
  }

  // Said although the turn failed, because somebody may be in danger: words as text, never as HTML.
  function showFirstHelp(messages) {
    firstHelp.textContent = ''
    firstHelp.hidden = !messages || !messages.length
    if (firstHelp.hidden) return
    messages.forEach(function (message) {
      var line = document.createElement('p')
      line.className = 'govuk-body'
      line.dir = 'auto'
      line.textContent = message.text
      firstHelp.appendChild(line)
    })
    announce(messages.map(function (message) { return message.text }).join(' ') + ' ' + faultText.textContent)
    firstHelp.focus({ preventScroll: true })
    firstHelp.scrollIntoView({ block: 'start' })
  }

  function each(list, act) { Array.prototype.forEach.call(list, act) }

  // What was offered before no longer counts: buttons go, and an older read-back is text again.
  function closeOffers() {
    each(transcript.querySelectorAll('[data-offered]'), function (node) { node.parentNode.removeChild(node) })
    each(transcript.querySelectorAll('[data-instead]'), function (node) { node.hidden = false })
    var latest = document.getElementById('latest')
    if (latest) latest.removeAttribute('id')
  }

  function lastShown() {
    var messages = transcript.querySelectorAll('[data-message]')
    return messages.length ? messages[messages.length - 1].getAttribute('data-message') : ''
  }

  // The server draws messages and escapes every word in them; this file never builds HTML from words.
  function show(page) {
    if (!page || (!page.html && !page.replace)) return
    if (page.replace) transcript.textContent = ''
    closeOffers()
    transcript.insertAdjacentHTML('beforeend', page.html)
  }

  function tell(messages) {
    announce(messages.map(function (message) {
      var titles = message.choices.map(function (choice) { return choice.title })
      return message.text + (titles.length ? ' ' + form.getAttribute('data-choices') + ' ' + titles.join(', ') + '.' : '')
    }).join(' '))
  }

  // Back to the same line of a read-back that is shown again, else to the first new choice, else to the box.
  function settle(byChoice) {
    var latest = document.getElementById('latest')
    var target = box
    if (byChoice && latest) {
      target = (line && transcript.querySelector('.fd-line[value="' + line + '"] button')) ||
        transcript.querySelector('[data-offered] button') || box
    }
    target.focus({ preventScroll: true })
    // In sight: what is new, or the line that was being worked on.
    if (latest) (line && target !== box ? target.closest('li') : latest).scrollIntoView({ block: 'start' })
  }

  function arrived(content, byChoice, again) {
    keep(UNSENT, '')
    stopWaiting()
    showFault('')
    showFirstHelp([])
    if (!byChoice) {
      box.value = ''
      keep(KEPT, '')
    }
    more.open = false
    show(content.page)
    tell(content.messages)
    // What is sent again by itself must not take the keyboard away from where somebody is by now.
    if (!again || document.activeElement === box || document.activeElement === document.body) settle(byChoice)
  }

  function refused(content, byChoice) {
    stopWaiting()
    // Known to have failed for good: the next try is a new message. What may still count keeps its name.
    if (content.error.code !== 'not_taken_in' && content.error.code !== 'too_slow') keep(UNSENT, '')
    showFault(content.error.message)
    if (content.error.code === 'stale_choice') refresh()
    if (content.error.code === 'no_token' || content.error.code === 'moved' || content.error.code === 'elsewhere') window.location.assign('/chat')
    if (!byChoice) box.focus()
    showFirstHelp(content.messages)
  }

  function refresh() {
    return window.fetch('/chat/api/messages?page_after=' + encodeURIComponent(lastShown()), { credentials: 'same-origin' })
      .then(function (response) { return response.json() })
      .then(function (content) { show(content.page) }, function () {})
  }

  // A message that found no connection is sent again by itself, under the same name, until it arrives or its words change.
  function stopWaiting() {
    waits = null
    tries = 0
    window.clearTimeout(timer)
  }

  function waitForConnection(body, byChoice) {
    waits = { body: body, byChoice: byChoice }
    tries += 1
    window.clearTimeout(timer)
    timer = window.setTimeout(tryAgain, Math.min(30000, 2000 * tries))
  }

  function tryAgain() {
    if (!waits || busy) return
    send(waits.byChoice ? { choice: waits.body.choice } : { text: waits.body.text }, waits.byChoice, true)
  }

  function post(body) {
    var answer = window.fetch('/chat/api/messages', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body)
    }).then(function (response) {
      return response.json().then(function (content) { return { ok: response.ok, content: content } })
    })
    // A connection that hangs is a lost one: the service itself answers much sooner.
    return Promise.race([answer, new Promise(function (_, reject) { window.setTimeout(reject, 45000) })])
  }

  function send(body, byChoice, again) {
    if (busy) return
    if (!again) stopWaiting()
    busy = true
    var slow = window.setTimeout(function () {
      if (again) return
      waiting.textContent = form.getAttribute('data-waiting')
      waiting.hidden = false
      announce(waiting.textContent)
    }, 1500)
    body.message_id = nameFor(byChoice ? 'choice ' + body.choice : 'text ' + body.text)
    body.page = { after: lastShown() }
    post(body).then(function (answer) {
      waiting.hidden = true
      if (answer.ok) arrived(answer.content, byChoice, again)
      else refused(answer.content, byChoice)
    }, function () {
      waiting.hidden = true
      showFault(form.getAttribute(byChoice ? 'data-offline-choice' : 'data-offline'))
      if (!byChoice && !again) box.focus()
      waitForConnection(body, byChoice)
    }).then(function () {
      window.clearTimeout(slow)
      busy = false
    })
  }

  function tellConnection(text) {
    waiting.textContent = text
    waiting.hidden = false
    announce(text)
  }

  window.addEventListener('offline', function () { tellConnection(form.getAttribute('data-lost')) })
  window.addEventListener('online', function () {
    if (waits) {
      waiting.hidden = true
      tryAgain()
    } else tellConnection(form.getAttribute('data-back'))
  })

  document.addEventListener('click', function (event) {
    var button = event.target.closest && event.target.closest('button[name="choice"]')
    if (button) lastPressed = button
  }, true)

  document.getElementById('chat').addEventListener('submit', function (event) {
    event.preventDefault()
    if (event.target === form) return send({ text: box.value }, false)
    var pressed = event.submitter || lastPressed
    if (!pressed) return
    line = pressed.closest('.fd-line') && pressed.closest('.fd-line').getAttribute('value')
    send({ choice: pressed.value }, true)
  })

  // With a keyboard Enter sends, as in other chats; on a phone Enter is a new line. Never while letters are being composed.
  if (window.matchMedia && window.matchMedia('(pointer: fine)').matches) {
    document.getElementById('words-hint').textContent += ' ' + form.getAttribute('data-enter')
    box.addEventListener('keydown', function (event) {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
      event.preventDefault()
      send({ text: box.value }, false)
    })
  }

  // Arabic or Hebrew stands on the right. Not for a pasted book: finding its direction takes a browser half a minute.
  function turn() { box.dir = box.value.length < 10000 ? 'auto' : '' }

  if (!box.value) box.value = kept(KEPT)
  turn()
  box.addEventListener('input', function () {
    turn()
    keep(KEPT, box.value)
    // Words that are being changed are not finished: who changed them presses Send.
    if (waits && !waits.byChoice && waits.body.text !== box.value) {
      stopWaiting()
      showFault('')
    }
  })
})()

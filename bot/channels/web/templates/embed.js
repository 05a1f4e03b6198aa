// Opens the chat inside a council's own page. One line there is enough:
//
//   <script src="https://chat.example.gov.uk/chat/embed.js" defer></script>
//
// It puts a link where it stands, or takes the links that are marked with data-front-door. A link stays a link to the
// chat's own page where a browser has no dialogs, for who opens it in a new tab, and when this file does not load.
(function () {
  'use strict'
  var words = {{ words|tojson }}
  var script = document.currentScript
  if (!script || !script.src) return
  var origin = script.src.split('/').slice(0, 3).join('/')
  var chat = origin + {{ home|tojson }}
  var away = {{ exit_to|tojson }}
  var canOpen = window.HTMLDialogElement && window.HTMLDialogElement.prototype.showModal
  var dialog, frame, opener

  function make(name, properties, style) {
    var made = document.createElement(name)
    Object.keys(properties).forEach(function (key) { made[key] = properties[key] })
    // One by one, so that a strict Content-Security-Policy of the page around lets them stand.
    Object.keys(style || {}).forEach(function (key) { made.style[key] = style[key] })
    return made
  }

  function leave(event) {
    if (event) event.preventDefault()
    document.documentElement.hidden = true
    // The chat keeps itself shut after this; a moment for it to hear so, with nothing to be seen meanwhile.
    if (frame && frame.contentWindow) frame.contentWindow.postMessage('front-door-left', origin)
    window.setTimeout(function () { window.location.replace(away) }, 50)
  }

  function build() {
    var look = { font: '700 1rem/1.2 system-ui, sans-serif', padding: '0.3rem 0.75rem', minHeight: '2.75rem', boxSizing: 'border-box', cursor: 'pointer' }
    dialog = make('dialog', {}, { boxSizing: 'border-box', width: '42rem', maxWidth: '100%', height: '48rem', maxHeight: '100%', padding: '0', border: '2px solid #0b0c0c', overflow: 'hidden' })
    dialog.setAttribute('aria-label', words.title)
    var bar = make('div', {}, { display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: '0.5rem', height: '3.5rem', padding: '0 0.5rem', boxSizing: 'border-box', background: '#ffffff' })
    var close = make('button', { type: 'button', textContent: words.close }, look)
    var exit = make('a', { href: away, rel: 'nofollow noreferrer', textContent: words.exit }, look)
    exit.style.color = '#ffffff'
    exit.style.background = '#942514'
    exit.style.display = 'inline-flex'
    exit.style.alignItems = 'center'
    frame = make('iframe', { title: words.title, src: chat }, { display: 'block', width: '100%', height: 'calc(100% - 3.5rem)', border: '0' })
    close.addEventListener('click', function () { dialog.close() })
    exit.addEventListener('click', leave)
    dialog.addEventListener('close', function () { if (opener) opener.focus() })
    bar.appendChild(close)
    bar.appendChild(exit)
    dialog.appendChild(bar)
    dialog.appendChild(frame)
    document.body.appendChild(dialog)
  }

  function open(event) {
    // Who asks for a new tab or window gets one.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
    event.preventDefault()
    opener = event.currentTarget
    if (!dialog) build()
    dialog.showModal()
    frame.focus()
  }

  // The chat in the frame says when Escape was pressed, and when somebody leaves.
  window.addEventListener('message', function (event) {
    if (!frame || event.origin !== origin || event.source !== frame.contentWindow) return
    if (event.data === 'front-door-close') dialog.close()
    if (event.data === 'front-door-leave') leave()
  })

  var links = document.querySelectorAll('a[data-front-door]')
  if (!links.length) {
    links = [make('a', { textContent: words.open }, { display: 'inline-block', padding: '0.5rem 0', font: 'inherit' })]
    script.parentNode.insertBefore(links[0], script)
  }
  Array.prototype.forEach.call(links, function (link) {
    link.href = chat
    if (!canOpen) return
    link.setAttribute('aria-haspopup', 'dialog')
    link.addEventListener('click', open)
  })
})()

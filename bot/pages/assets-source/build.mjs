// Writes ../static/front-door.css from front-door.scss. Run by `npm run build`; nobody needs it to run the service.
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { compile } from 'sass'

const here = (path) => fileURLToPath(new URL(path, import.meta.url))

const notice =
  '/*! Built from bot/pages/assets-source: change that, then run "make assets". ' +
  'Holds GOV.UK Frontend (MIT), see LICENCE-govuk-frontend.txt. */\n'

const { css } = compile(here('front-door.scss'), {
  loadPaths: [here('node_modules')],
  style: 'compressed',
  charset: false,
  quietDeps: true
})

// Weight that says nothing: letters are inherited on paper too, _paper.scss sets paper's sizes in one place,
// and a colour that every browser we serve knows by its name needs no second copy beside each use.
const lean = css
  .replace(/@media print\{[^{}]+\{font-family:inherit\}\}/g, '')
  .replace(/@media print\{\.govuk-[^{}]+\{font-size:[\d.]+pt;line-height:[\d.]+(px|pt)?\}\}/g, '')
  .replace(/-webkit-font-smoothing:antialiased;-moz-osx-font-smoothing:grayscale;?/g, '')
  .replace(/var\((--govuk-[a-z-]+), #[0-9a-f]{3,8}\)/g, 'var($1)')

if (/url\(|@import|@font-face/.test(lean)) {
  throw new Error('The style sheet would fetch something. Pages load nothing but their own style sheet.')
}
writeFileSync(here('../static/front-door.css'), notice + lean + '\n')

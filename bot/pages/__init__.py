"""What every page of Front Door looks like: one style sheet, one frame, the three circles.

The resident's page and the staff pages share it. Nothing here knows which program serves a page.

- ``environment``    a Jinja environment that knows our templates and GOV.UK's components
- ``assets``         addresses of the files in ``static`` that change when the file changes
- ``templates``      the frame (``page.html``) and the circles (``circles.svg``)
- ``static``         what browsers fetch; ``front-door.css`` is built from ``assets-source``
"""

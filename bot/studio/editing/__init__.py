"""Writing a simulated resident or a question: from the fields of a form to a file, checked before it is kept."""

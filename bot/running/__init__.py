"""The processes of one Front Door on one machine: started together, watched, stopped together.

``parts`` says which there are, ``child`` is one of them alive, ``supervisor`` looks after all of them,
``ports`` and ``answers`` look at the outside of a process, ``model`` knows whether the trained model is fresh.
"""

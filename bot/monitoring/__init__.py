"""How those who run it see whether it works: counted in numbers, never in words.

- ``metrics``    everything that is counted, with every value a label may have
- ``readiness``  whether what a process needs can be reached, looked at seldom and quickly
- ``pulse``      whether a process still does something, and the worker's sign of life for others to see
- ``address``    where a process tells all this: ``/alive``, ``/ready`` and ``/metrics``
- ``watching``   begins it in a process
"""

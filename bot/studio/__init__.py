"""The rehearsal studio: invented residents, how a learner asks them, and what can be said about it afterwards."""

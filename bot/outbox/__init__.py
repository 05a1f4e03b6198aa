"""What was promised is delivered: payload, signature, retry schedule, sender and worker. The only ``requests``.

The form is Standard Webhooks 1.0.0: any of its libraries can check what arrives. A receiver sees a delivery at
least once; the same ``webhook-id`` means that it is the same one.
"""

"""Front Door: a strengths-based first conversation with adult social care."""

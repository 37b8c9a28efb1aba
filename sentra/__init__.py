"""The project: wiring and a model-free kernel; it knows no app except by dotted string."""

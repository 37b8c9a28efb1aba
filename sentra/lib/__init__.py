"""Pure helpers of the kernel, one subject a module; no models, no database, no HTTP verbs."""

"""The embedded stack behind `./ikm`: database, broker and the processes of the registry. Standard
library only, and nothing here imports Django: it must run before anything is migrated."""

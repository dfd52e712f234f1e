"""One checker behind the servers: requests and answers (``contract``), the work itself, and the process that does it.

The work happens in a child process. A thread cannot be stopped, so only a process makes a time limit true; a crash in
it, or a message that takes for ever, costs one request and not the server.
"""

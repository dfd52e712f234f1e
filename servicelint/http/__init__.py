"""``servicelint serve``: the checker over HTTP for programs (``/v1/…``) and as a page for people (``/``).

``app.create_app`` makes the ASGI application, ``guard`` says who may ask, ``run`` binds sockets and runs it.
"""

"""The ASGI application: routes, and how a request becomes a job of the checker and its answer a response."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from servicelint import __version__
from servicelint.client import identity
from servicelint.http.guard import Access, HostGuard, TokenGuard, is_local
from servicelint.http.metrics import CONTENT_TYPE, Metrics
from servicelint.http.openapi import description
from servicelint.service.checker import BusyError, Checker, CheckerError, TooSlowError
from servicelint.service.contract import CheckRequest, Closed, FixRequest
from servicelint.service.work import Answer

PAGE = Path(__file__).parent / "page"
FILES = {
    "/": ("index.html", "text/html"),
    "/page.js": ("page.js", "text/javascript"),
    "/page-text.js": ("page-text.js", "text/javascript"),
    "/page.css": ("page.css", "text/css"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
#: Seconds after which a client that was turned away may ask again.
RETRY_AFTER = "1"
#: For the counters only: the client has hung up and hears nothing.
GONE = 499
Model = TypeVar("Model", bound=BaseModel)


class DocumentsRequest(Closed):
    """Messages that a command line on this machine has read, with its settings; comes over the local socket only."""

    model_config = ConfigDict(extra="forbid", strict=False)

    documents: str
    settings: dict[str, object]
    identity: dict[str, str]


def create_app(checker: Checker, access: Access) -> Starlette:
    """Return the application. It starts ``checker`` when the server starts and stops it when the server stops.

    Mount it at the root of a server of its own: the page and the checks of ``guard`` expect to stand there.
    """
    service = _Service(checker)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        if checker.pid is None:
            await checker.start()
        yield
        await checker.stop()

    api = description(access.max_bytes)

    async def openapi(request: Request) -> Response:
        return JSONResponse(api)

    routes = [
        *(Route(path, _file(*entry)) for path, entry in FILES.items()),
        Route("/openapi.json", openapi),
        Route("/healthz", service.health),
        Route("/metrics", service.show_metrics),
        Route("/v1/check", service.check, methods=["POST"]),
        Route("/v1/fix", service.fix, methods=["POST"]),
        Route("/v1/documents", service.documents, methods=["POST"]),
        Route("/v1/rules", service.rules),
        Route("/v1/rules/{id:path}", service.rule),
    ]
    middleware = [Middleware(HostGuard, access=access)]
    if access.origins:
        middleware.append(
            Middleware(
                CORSMiddleware,
                allow_origins=sorted(access.origins),
                allow_methods=["GET", "POST"],
                allow_headers=["Authorization", "Content-Type"],
                max_age=600,
            )
        )
    middleware.append(Middleware(TokenGuard, access=access))
    app = Starlette(
        routes=routes,
        middleware=middleware,
        lifespan=lifespan,
        exception_handlers={HTTPException: _http_problem, Exception: _server_problem},  # type: ignore[dict-item]
    )
    app.router.redirect_slashes = False
    return app


class _Service:
    def __init__(self, checker: Checker) -> None:
        self.checker = checker
        self.metrics = Metrics(checker)

    async def check(self, request: Request) -> Response:
        asked = await _parse(request, CheckRequest)
        return asked if isinstance(asked, Response) else await self._ask(request, "check", asked.model_dump())

    async def fix(self, request: Request) -> Response:
        asked = await _parse(request, FixRequest)
        return asked if isinstance(asked, Response) else await self._ask(request, "fix", asked.model_dump())

    async def documents(self, request: Request) -> Response:
        if not is_local(request.scope):
            raise HTTPException(404)
        asked = await _parse(request, DocumentsRequest)
        if isinstance(asked, Response):
            return asked
        if asked.identity != identity():
            return _problem(409, "identity", "another installation of servicelint is serving")
        return await self._ask(request, "documents", asked.model_dump(exclude={"identity"}))

    async def rules(self, request: Request) -> Response:
        return await self._ask(request, "rules", {})

    async def rule(self, request: Request) -> Response:
        return await self._ask(request, "rule", {"id": request.path_params["id"]})

    async def health(self, request: Request) -> Response:
        # Between two children it still answers: the next request starts one.
        return JSONResponse({"status": "ok", "version": __version__, "notices": self.checker.notices})

    async def show_metrics(self, request: Request) -> Response:
        return Response(self.metrics.text(), headers={"content-type": CONTENT_TYPE})

    async def _ask(self, request: Request, op: str, fields: dict[str, object]) -> Response:
        start = time.perf_counter()
        try:
            answer = await _unless_gone(request, self.checker.ask(op, **fields))
            if answer is None:
                response = Response(status_code=GONE)
            else:
                response = Response(answer.body.encode(), answer.status, media_type="application/json")
        except BusyError:
            response = _problem(503, "busy", "too many requests wait; try again")
            response.headers["Retry-After"] = RETRY_AFTER
        except TooSlowError:
            response = _problem(504, "too-slow", f"this took more than {self.checker.time_limit:g} s")
        except CheckerError as error:
            response = _problem(500, "checker", str(error))
        self.metrics.count(op, response.status_code, time.perf_counter() - start)
        return response


async def _unless_gone(request: Request, work: Coroutine[Any, Any, Answer]) -> Answer | None:
    """Return what ``work`` returns; None when the client hangs up first, whereupon the work is called off."""
    asking, leaving = asyncio.create_task(work), asyncio.create_task(_left(request))
    try:
        await asyncio.wait((asking, leaving), return_when=asyncio.FIRST_COMPLETED)
        return asking.result() if asking.done() else None
    finally:
        for task in (asking, leaving):
            if not task.done():
                task.cancel()
                with suppress(asyncio.CancelledError):
                    await task


async def _left(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def _parse(request: Request, model: type[Model]) -> Model | Response:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        return _problem(415, "content-type", "send Content-Type: application/json")
    try:
        return model.model_validate_json(await request.body())
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        said = [f"{'.'.join(map(str, entry['loc'])) or 'body'}: {entry['msg']}" for entry in found[:5]]
        return _problem(422, "invalid", "; ".join(said))


def _file(name: str, media_type: str) -> Callable[[Request], Awaitable[Response]]:
    content = (PAGE / name).read_bytes()

    async def serve(request: Request) -> Response:
        return Response(content, media_type=media_type)

    return serve


def _problem(status: int, code: str, message: str) -> Response:
    return JSONResponse({"error": {"code": code, "message": message}}, status)


async def _http_problem(request: Request, error: HTTPException) -> Response:
    response = _problem(error.status_code, "http", error.detail)
    response.headers.update(error.headers or {})
    return response


async def _server_problem(request: Request, error: Exception) -> Response:
    return _problem(500, "internal", f"internal error ({type(error).__name__}); please report it")

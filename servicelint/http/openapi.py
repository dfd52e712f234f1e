"""The description of the HTTP interface (OpenAPI 3.1), made from the models that also validate."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from servicelint import __version__
from servicelint.service import contract

_REF = "#/components/schemas/{model}"
_WHY = {
    401: "The token is missing or wrong.",
    403: "A page of another site asks.",
    404: "There is no such rule.",
    408: "The request took too long to arrive.",
    413: "The request is too large.",
    415: "The body is not declared as JSON.",
    421: "The server does not go by the name in `Host`.",
    422: "The request or the draft cannot be read; the message says why.",
    500: "The checker failed on this message.",
    503: "Too many requests wait. `Retry-After` says when to try again.",
    504: "The message took longer than it may.",
}
_ALWAYS = (401, 403, 408, 413, 421, 500, 503, 504)


def description(max_bytes: int) -> dict[str, Any]:
    """Return the whole document."""
    asked: tuple[type[BaseModel], ...] = (contract.CheckRequest, contract.FixRequest)
    answered: tuple[type[BaseModel], ...] = (
        contract.CheckAnswer,
        contract.FixAnswer,
        contract.RuleList,
        contract.RuleAnswer,
        contract.ProblemAnswer,
    )
    models = [*((model, "validation") for model in asked), *((model, "serialization") for model in answered)]
    _, schemas = models_json_schema(models, ref_template=_REF)  # type: ignore[arg-type]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "servicelint",
            "version": __version__,
            "description": "Checks what you are about to say to a customer. Offsets count code points; lines and "
            f"columns count from 1. A request may have {max_bytes:,} bytes.",
        },
        "security": [{"token": []}],
        "paths": {
            "/v1/check": {"post": _post("check", "Check a draft", contract.CheckRequest, contract.CheckAnswer)},
            "/v1/fix": {"post": _post("fix", "Mend a draft", contract.FixRequest, contract.FixAnswer)},
            "/v1/rules": {"get": _get("rules", "List the rules", contract.RuleList)},
            "/v1/rules/{id}": {"get": _get("rule", "Explain a rule", contract.RuleAnswer, (404,), _RULE_ID)},
            "/healthz": {
                "get": {
                    "operationId": "health",
                    "summary": "Tell whether the server works",
                    "security": [],
                    "responses": {
                        "200": {"description": "It does.", "content": _json({"type": "object"})},
                        **_problems((403, 408, 413, 421, 503)),
                    },
                }
            },
            "/metrics": {
                "get": {
                    "operationId": "metrics",
                    "summary": "Counters for Prometheus",
                    "responses": {
                        "200": {
                            "description": "The text format of Prometheus.",
                            "content": {"text/plain": {"schema": {"type": "string"}}},
                        },
                        **_problems((401, 403, 408, 413, 421)),
                    },
                }
            },
        },
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


_RULE_ID = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "As in the list; a rule of a pack is `pack/rule`.",
    "schema": {"type": "string", "minLength": 1},
}


def _post(op: str, summary: str, asked: type[BaseModel], answered: type[BaseModel]) -> dict[str, Any]:
    body = {"required": True, "content": _json({"$ref": _REF.format(model=asked.__name__)})}
    return {**_get(op, summary, answered, (415, 422)), "requestBody": body}


def _get(
    op: str,
    summary: str,
    answered: type[BaseModel],
    further: tuple[int, ...] = (),
    parameter: dict[str, Any] | None = None,
) -> dict[str, Any]:
    content = _json({"$ref": _REF.format(model=answered.__name__)})
    return {
        "operationId": op,
        "summary": summary,
        **({"parameters": [parameter]} if parameter else {}),
        "responses": {"200": {"description": "Done.", "content": content}, **_problems((*_ALWAYS, *further))},
    }


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"application/json": {"schema": schema}}


def _problems(statuses: tuple[int, ...]) -> dict[str, Any]:
    content = _json({"$ref": _REF.format(model="ProblemAnswer")})
    return {str(status): {"description": _WHY[status], "content": content} for status in sorted(statuses)}

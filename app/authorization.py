"""What routes ask for: a caller with an API key and its scopes. The chapter `auth` says who that is."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Protocol, cast, get_args

from fastapi import Depends, FastAPI, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer, SecurityScopes
from starlette.concurrency import run_in_threadpool

from app.errors import Forbidden, Unauthorized

Scope = Literal["read", "write", "reports", "admin"]
SCOPES: tuple[Scope, ...] = get_args(Scope)

SCHEME = "key"
_DOCUMENTED = HTTPBearer(
    scheme_name=SCHEME,
    bearerFormat="pk_…",
    description="An API key: `Authorization: Bearer pk_…`. Scopes: `read`, `write`, `reports`, `admin`.",
    auto_error=False,
)
# For a route that answers anybody, and more to a caller with a key.
KEY_IS_OPTIONAL: dict[str, Any] = {"security": [{}, {SCHEME: []}]}

_HOW = "Send one as `Authorization: Bearer pk_…`; whoever runs this service makes them with `parlance keys create`."


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the organisation that the key belongs to, and what the key may do."""

    key_id: str
    organisation_id: int
    organisation: str
    scopes: frozenset[str]

    def check(self, needed: Collection[str]) -> None:
        """Raises Forbidden, which names the scopes, when the key lacks some of those needed."""
        missing = [scope for scope in needed if scope not in self.scopes]
        if missing:
            raise MissingScope(missing, self.scopes)


class Authenticator(Protocol):
    """Says whose key a token is; the chapter `auth` has one."""

    def recent(self, token: str) -> Caller | None:
        """The caller, if that was looked up a moment ago; never waits."""

    def authenticate(self, token: str) -> Caller:
        """The caller; raises Unauthorized for a token that is no key in force."""


class InvalidKey(Unauthorized):
    """A key came along, but it is none, or none in force."""

    challenge = 'Bearer realm="parlance", error="invalid_token"'


class MissingScope(Forbidden):
    """The key is in force but lacks a scope."""

    def __init__(self, missing: Collection[str], has: Collection[str]) -> None:
        names = " and ".join(missing)
        super().__init__(
            f"This call needs the scope {names}; this key has {', '.join(sorted(has)) or 'none'}. "
            f"Use a key with {names}, made with `parlance keys create --scope {' --scope '.join(missing)}`."
        )
        self.challenge = f'Bearer realm="parlance", error="insufficient_scope", scope="{" ".join(missing)}"'


def install_authenticator(app: FastAPI, authenticator: Authenticator) -> None:
    """Has the routes of an application ask this authenticator."""
    app.state.authenticator = authenticator


async def identify(app: FastAPI, authorization: str | None) -> Caller:
    """The caller that an Authorization header names; raises Unauthorized where it names none."""
    token = _token(authorization)
    authenticator = cast(Authenticator, app.state.authenticator)
    recent = authenticator.recent(token)
    return await run_in_threadpool(authenticator.authenticate, token) if recent is None else recent


def _token(authorization: str | None) -> str:
    if not authorization or not authorization.strip():
        raise Unauthorized(f"This call needs an API key. {_HOW}")
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise InvalidKey(f"The Authorization header holds no API key. {_HOW}")
    return token.strip()


async def caller_with_key(
    request: Request,
    needed: SecurityScopes,
    _: Annotated[HTTPAuthorizationCredentials | None, Depends(_DOCUMENTED)],
) -> Caller:
    """Who asks, with every scope that the route needs; raises Unauthorized or Forbidden."""
    caller = await identify(request.app, request.headers.get("authorization"))
    caller.check(needed.scopes)
    return caller


async def caller_if_any(request: Request) -> Caller | None:
    """Who asks, or None without a key; a wrong key is refused all the same, and so is one that may not read."""
    authorization = request.headers.get("authorization")
    if authorization is None:
        return None
    caller = await identify(request.app, authorization)
    caller.check(("read",))
    return caller


# `caller: Writer` in a route asks for a key with the scope write; the OpenAPI document says so.
Reader = Annotated[Caller, Security(caller_with_key, scopes=["read"])]
Writer = Annotated[Caller, Security(caller_with_key, scopes=["write"])]
AnyCaller = Annotated[Caller, Security(caller_with_key, scopes=[])]
# With it a route says so by `openapi_extra=KEY_IS_OPTIONAL`.
OptionalCaller = Annotated[Caller | None, Depends(caller_if_any)]

"""The floor that extraction is held against: a FastAPI endpoint that takes the same body and does nothing."""

from __future__ import annotations

import sys
from typing import Any

import uvicorn
from fastapi import FastAPI
from pydantic import BaseModel


class Body(BaseModel):
    """The body of /v1/extract."""

    text: str
    kind: str = "auto"
    language: str = "auto"
    effort: str = "thorough"


def make_app() -> FastAPI:
    """One endpoint on the event loop."""
    app = FastAPI()

    @app.get("/ready")
    async def ready() -> dict[str, Any]:
        return {}

    @app.post("/v1/extract")
    async def extract(body: Body) -> dict[str, Any]:
        return {"length": len(body.text)}

    return app


if __name__ == "__main__":
    uvicorn.run(
        make_app(),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_level="error",
        access_log=False,
        loop="uvloop",
        http="httptools",
    )

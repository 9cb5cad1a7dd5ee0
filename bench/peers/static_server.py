"""Serves the static page with gzip, as any web server would. Arguments: port, folder."""

import sys

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

if __name__ == "__main__":
    files = Starlette(
        routes=[Mount("/", StaticFiles(directory=sys.argv[2], html=True))],
        middleware=[Middleware(GZipMiddleware)],
    )
    uvicorn.run(files, host="127.0.0.1", port=int(sys.argv[1]), log_level="error")

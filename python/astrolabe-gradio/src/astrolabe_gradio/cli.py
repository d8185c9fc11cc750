"""The command `astrolabe-gradio`."""

from __future__ import annotations

import argparse
import os
import sys

# Read by Gradio when it is imported: it shall ask nothing of third parties.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")

import gradio as gr
import uvicorn
from fastapi import FastAPI

from astrolabe_gradio.client import ApiError, DeepaasClient
from astrolabe_gradio.description import DescriptionError
from astrolabe_gradio.page import THEME, make_page


def main(arguments: list[str] | None = None) -> int:
    """Wait for the API, make its page and serve it until told to stop."""
    options = _options(arguments)
    client = DeepaasClient(options.api_url)
    try:
        models = client.wait_for_models(options.wait)
    except (ApiError, DescriptionError) as error:
        sys.stderr.write(f"astrolabe-gradio: {error}\n")
        return 1
    page = make_page(client, models, options.title or models[0].title)
    # Mounted rather than launched: launch() calls itself over the network and
    # takes signals away from the one who supervises this process.
    app = gr.mount_gradio_app(
        FastAPI(),
        page,
        path="/",
        server_name=options.host,
        server_port=options.port,
        theme=THEME,
        footer_links=["api"],
        ssr_mode=False,
        enable_monitoring=False,
    )
    uvicorn.run(
        app,
        host=options.host,
        port=options.port,
        log_level="warning",
        # The address that a browser sees is told by whoever is in front.
        proxy_headers=True,
        forwarded_allow_ips="127.0.0.1,::1",
    )
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="astrolabe-gradio", description="A page for any module that speaks DEEPaaS"
    )
    parser.add_argument(
        "--api-url", required=True, help="address of the API, without /v2"
    )
    parser.add_argument("--host", default="127.0.0.1", help="where to listen")
    parser.add_argument("--port", type=int, required=True, help="where to listen")
    parser.add_argument("--title", help="title of the page (the model's, unless given)")
    parser.add_argument(
        "--wait",
        type=float,
        default=300,
        metavar="SECONDS",
        help="how long the API may take to answer (300)",
    )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())

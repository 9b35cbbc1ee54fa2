"""Cells of odd notebooks, by what is odd about them: each runs with papermill's own engine and with the warm one."""

# ruff: noqa: E501 (a cell reads best in one line)

from __future__ import annotations

Cell = str | tuple[str, list[str]]
"""Source, or source and tags."""

STOPPED = {"errors", "unknown magic", "syntax error", "system exit 3", "input"}
"""Those that papermill is to stop at the first error; the others go on, so that every cell is compared."""

ODD: dict[str, list[Cell]] = {
    "nothing": [],
    "empty cells": ["", "   ", "# only a comment"],
    "results and prints": ["print('a')\n1", "_, __, In[1], Out", "'last';", "None"],
    "standard error": ["import sys; print('out'); print('err', file=sys.stderr)"],
    "carriage returns": ["print('a\\rb'); print('x', end='\\r'); print('y')"],
    "display": [
        "from IPython.display import *\ndisplay(1, 'two', HTML('<b>3</b>'), Markdown('*4*'), JSON({'five': 5}), Latex('$6$'))",
        "display({'text/plain': 'raw', 'text/html': '<i>raw</i>'}, raw=True, metadata={'text/html': {'isolated': True}})",
    ],
    "display ids": [
        "h = display('first', display_id='one'); display('other', display_id='two')",
        "h.update('second')\ndisplay('again', display_id='one')",
        "from IPython.display import update_display\nupdate_display('third', display_id='one')",
    ],
    "clear_output": [
        "from IPython.display import clear_output\nfor i in range(5):\n    clear_output(wait=True); print(i)",
        "print('gone'); clear_output(); print('stays')",
        "print('stays'); clear_output(wait=True)",
        "display('x', display_id='x'); clear_output(); display('y', display_id='x')",
    ],
    "shell": [
        "!echo from a shell",
        "out = !printf 'a\\nb'\nout",
        "!exit 3",
        "_exit_code",
        "!echo err >&2",
        "x = 5\n!echo {x} $x",
    ],
    "bash": ["%%bash\necho one\necho two >&2", "%%bash --out got\necho kept", "got", "%%bash\nexit 4"],
    "a shell in the background": ["import subprocess\np = subprocess.Popen(['sleep', '30'])", "p.poll()"],
    "magics": [
        "%lsmagic",
        "%pwd",
        "%who",
        "%env HOME",
        "%matplotlib --list",
        "%precision 3",
        "3.14159",
        "%xmode Plain",
        "%history",
        "%%capture caught\nprint('kept')",
        "caught.stdout",
        "%%html\n<b>html</b>",
        "%%writefile written.txt\nsome text",
        "%cat written.txt",
        "%%javascript\n1",
        "%%latex\n$x$",
        "%%svg\n<svg xmlns='http://www.w3.org/2000/svg'/>",
        "%store",
        "%alias_magic t timeit",
        "%load_ext autoreload\n%autoreload 2",
        "%%script python3 -c 'print(1)'\n",
        "%pinfo len",
        "len?",
        "%config InlineBackend.figure_formats",
        "%%sx\nls /nowhere",
        "%cd -q ..",
        "%pwd",
        "%rehashx",
        "%conda?",
    ],
    "unknown magic": ["%nothing_of_the_kind"],
    "await": [
        "import asyncio\nawait asyncio.sleep(0.01)\n'slept'",
        "async def f():\n    return 5\nawait f()",
        "await asyncio.gather(f(), f())",
        "task = asyncio.ensure_future(f())",
        "await task",
        "asyncio.get_event_loop().is_running()",
        "async for x in (i async for i in __import__('types').AsyncGeneratorType.__mro__): pass",
    ],
    "loops of asyncio": [
        "import asyncio\ntry:\n    asyncio.run(asyncio.sleep(0))\nexcept RuntimeError as e:\n    print(e)",
        "import threading\ndef go():\n    print(asyncio.run(asyncio.sleep(0, 'done')))\nt = threading.Thread(target=go); t.start(); t.join()",
    ],
    "threads": [
        "import threading, time\ngo = threading.Event()\ndef late():\n    go.wait(); print('late')\nt = threading.Thread(target=late); t.start()",
        "print('next cell'); go.set(); t.join(); time.sleep(0.1)",
        "len(threading.enumerate())",
        "threading.main_thread() is threading.current_thread()",
    ],
    "errors": ["def f():\n    1 / 0\nf()", "print('never run')"],
    "syntax error": ["def f(:"],
    "tagged errors": [("1 / 0", ["raises-exception"]), "print('goes on')"],
    "long traceback": ["def f(n):\n    return f(n - 1) if n else [][0]\nf(30)"],
    "chained errors": ["try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e"],
    "recursion": ["def f():\n    return f()\nf()"],
    "warnings": ["import warnings\nwarnings.warn('careful')", "warnings.filters[:3]", "len(warnings.filters)"],
    "system exit": ["import sys; sys.exit()", "print('after')"],
    "system exit 3": ["import sys; sys.exit('three')", "print('after')"],
    "quit": ["quit()", "print('after')"],
    "skipped cells": [("print('skipped')", ["skip-execution"]), "print('run')"],
    "input": ["input('say: ')"],
    "password": ["import getpass; getpass.getpass()"],
    "standard input": ["import sys; sys.stdin.read() if False else sys.stdin.isatty()", "import os; os.read(0, 10)"],
    "file descriptors": [
        "import os, time\nos.write(1, b'to one\\n'); time.sleep(0.3); os.write(2, b'to two\\n'); time.sleep(0.3)",
        "import subprocess\nsubprocess.run(['echo', 'child'])\ntime.sleep(0.3)",
        "import ctypes\nlibc = ctypes.CDLL(None); libc.puts(b'from C'); libc.fflush(None); time.sleep(0.3)",
        "import sys\nsys.stdout.fileno() > 0, sys.__stdout__.fileno(), sys.stdout.encoding, sys.__stdout__.encoding, sys.__stdin__.encoding",
    ],
    "open files": [
        "import os\nsorted(int(n) for n in os.listdir('/proc/self/fd'))[:3]",
        "f = open('kept.txt', 'w'); f.write('unflushed')",
    ],
    "large outputs": ["print('x' * 3_000_000)", "for i in range(3000):\n    print(i)", "b'0' * 100_000", "list(range(5000))"],
    "large data": ["import numpy as np\na = np.ones((3000, 3000)); float((a @ a).sum())", "a"],
    "unicode": ["print('ñ – 漢字 🎉'); 'é'", "print('\\udce9'.encode('utf-8', 'surrogateescape'))"],
    "process": [
        "import os\nos.getsid(0) == os.getpid(), os.getpgid(0) == os.getpid(), os.getpriority(os.PRIO_PROCESS, 0)",
        "oct(os.umask(0o22))",
        "import resource\n[resource.getrlimit(n) for n in (resource.RLIMIT_NOFILE, resource.RLIMIT_AS)]",
    ],
    "fork": ["import os\npid = os.fork()\nif not pid:\n    os._exit(7)\nos.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])"],
    "fork that prints": [
        "import os, sys\npid = os.fork()\nif not pid:\n    os.write(1, b'child\\n'); os._exit(0)\nos.waitpid(pid, 0); import time; time.sleep(.3)"
    ],
    "multiprocessing fork": [
        "import multiprocessing as mp\ndef f(x):\n    return x * x\nwith mp.get_context('fork').Pool(2) as pool:\n    print(pool.map(f, range(5)))"
    ],
    "multiprocessing spawn": [
        "import multiprocessing as mp, math\nwith mp.get_context('spawn').Pool(1) as pool:\n    print(pool.map(math.sqrt, [1, 4]))",
        "from concurrent.futures import ProcessPoolExecutor\nwith ProcessPoolExecutor(1, mp.get_context('spawn')) as ex:\n    print(list(ex.map(abs, [-1])))",
    ],
    "signals": [
        "import signal\n[(s.name, str(signal.getsignal(s))[:30]) for s in (signal.SIGINT, signal.SIGTERM, signal.SIGCHLD, signal.SIGPIPE, signal.SIGUSR1)]",
        "import os\nsignal.signal(signal.SIGUSR1, lambda *a: print('caught')); os.kill(os.getpid(), signal.SIGUSR1)",
        "signal.signal(signal.SIGALRM, lambda *a: print('alarm')); signal.setitimer(signal.ITIMER_REAL, 0.05); import time; time.sleep(0.2)",
        "signal.pthread_sigmask(signal.SIG_BLOCK, [])",
    ],
    "interrupted by itself": ["import os, signal, time\nos.kill(os.getpid(), signal.SIGINT); time.sleep(5)"],
    "atexit": [
        "import atexit, weakref\nclass Thing:\n    def __del__(self):\n        open('deleted.txt', 'a').write('deleted')\nthing = Thing()",
        "atexit.register(lambda: open('left.txt', 'w').write('left'))\nweakref.finalize(thing, lambda: open('final.txt', 'w').write('final'))\n1",
    ],
    "environment": [
        "import os\nsorted(k for k in os.environ if k not in ('JPY_SESSION_NAME',))",
        "os.environ['X'] = 'y'\n!echo $X",
    ],
    "modules": [
        "import sys\n[m in sys.modules for m in ('numpy', 'pandas', 'matplotlib', 'matplotlib.pyplot', 'PIL', 'report_helpers', 'pyarrow')]",
        "import numpy\n[m in sys.modules for m in ('numpy', 'pandas', 'matplotlib', 'report_helpers')]",
        "import matplotlib\n[m in sys.modules for m in ('matplotlib', 'matplotlib.pyplot', 'report_helpers')]",
        "import pandas\n[m in sys.modules for m in ('numpy', 'pandas')], pandas.__spec__.name, pandas.__loader__.__class__.__name__",
        "import importlib\nimportlib.reload(pandas) is pandas, sys.modules['numpy'] is numpy",
        "import inspect; inspect.getsourcefile(pandas.DataFrame).rsplit('/', 3)[1:], inspect.getmodule(numpy.sum).__name__",
    ],
    "interpreter": [
        "import sys\nsys.argv[0].rsplit('/', 1)[1], sys.argv[1], len(sys.argv), sys.path, sys.flags, sys.executable, sys.prefix",
        "sys.orig_argv[1:4], sys.getrecursionlimit(), sys.getswitchinterval(), __name__, sys.modules['__main__'].__name__",
        "import locale, time; locale.getlocale(), time.tzname, sys.getfilesystemencoding(), sys.stdout.errors, sys.__stdout__.errors",
        "import gc; gc.get_threshold(), gc.isenabled(), get_ipython().__class__, get_ipython().config",
        "[f.__class__.__name__ for f in get_ipython().input_transformers_post], sorted(get_ipython().user_ns)",
        "import logging\n[(n, logging.getLogger(n).level, len(logging.getLogger(n).handlers)) for n in ('', 'tornado', 'matplotlib')]",
        "import builtins; sorted(set(dir(builtins)))[-5:], sys.displayhook.__class__, sys.excepthook.__class__, sys.getprofile(), sys.gettrace()",
    ],
    "figures": [
        "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
        "fig, ax = plt.subplots(figsize=(2, 2)); ax.bar([1, 2], [3, 4])",
        "import matplotlib; matplotlib.get_backend(), plt.isinteractive()",
        "%config InlineBackend.figure_formats = ['svg']\nplt.plot([1, 3]);",
        "fig",
        "plt.close('all')",
        "plt.figure(); plt.show(); print('after')",
    ],
    "settings of figures": [
        "import matplotlib as mpl\n{k: v for k, v in mpl.rcParams.items() if not k.startswith('_')}",
        "mpl.rcParams['backend'], mpl.matplotlib_fname()",
        "import matplotlib.pyplot as plt; plt.get_backend(), len(mpl.rcParamsOrig)",
    ],
    "another backend": [
        "import os; os.environ['MPLBACKEND'] = 'agg'\nimport matplotlib.pyplot as plt; plt.plot([1]); plt.get_backend()"
    ],
    "backend by magic": [
        "%matplotlib agg\nimport matplotlib.pyplot as plt; plt.plot([1]); plt.get_backend()",
        "%matplotlib inline\nplt.plot([1]);",
    ],
    "settings in a file": [
        "open('matplotlibrc', 'w').write('lines.linewidth: 7.5')",
        "import matplotlib; matplotlib.rcParams['lines.linewidth']",
    ],
    "settings of pandas": [
        "import pandas as pd\npd.DataFrame({'a': [1.5, None], 'b': ['x', 'y']})",
        "pd.options.display.encoding, pd.options.mode.copy_on_write",
        "pd.describe_option('display.max_rows')",
        "pd.set_option('display.max_rows', 2); pd.DataFrame({'a': range(9)})",
        "pd.DataFrame({'a': range(3)}).style",
        "pd.read_csv('nowhere.csv')",
    ],
    "threads of numpy": [
        "import numpy as np\na = np.ones((400, 400)); a @ a; import os; len(os.listdir('/proc/self/task')) > 3",
        "import os; os.environ.get('OPENBLAS_NUM_THREADS'), os.environ.get('JE_ARROW_MALLOC_CONF')",
    ],
    "pyarrow": [
        "import pyarrow as pa, pandas as pd\npa.table({'a': [1, 2]}).to_pandas()",
        "pa.cpu_count(); pd.Series(['a', 'b']).dtype",
    ],
    "numbers at random": [
        "import random, numpy as np\nrandom.seed(1); np.random.seed(1); random.random(), np.random.random()",
        "np.random.default_rng(3).random()",
    ],
    "folder": [
        "import os; os.path.basename(os.getcwd()), os.listdir('.')",
        "open('beside.py', 'w').write('x = 5')",
        "import beside; beside.x",
        "import sys; sys.path[:4]",
    ],
    "a module of the same name": [
        "import os, sys; os.makedirs('lib/mistune'); open('lib/mistune/__init__.py', 'w').write('mine = True')",
        "sys.path.insert(0, 'lib'); import mistune; mistune.mine",
    ],
    "widgets": [
        "import ipywidgets as w\nw.IntSlider(3)",
        "out = w.Output(); out",
        "with out:\n    print('into the widget'); display('shown')",
        "out.append_stdout('more')\nw.HBox([w.Button(description='b'), w.Text('t')])",
        "@w.interact(x=3)\ndef f(x):\n    print(x)",
        "with out:\n    1 / 0",
    ],
    "comms": ["from ipykernel.comm import Comm\nc = Comm(target_name='none', data={'a': 1}); c.send({'b': 2}); c.close()"],
    "progress bars": [
        "from tqdm.auto import tqdm\nfor _ in tqdm(range(3), disable=True): pass",
        "from tqdm.notebook import tqdm_notebook",
    ],
    "repr that fails": ["class A:\n    def __repr__(self):\n        raise ValueError('no')\nA()"],
    "repr of many kinds": [
        "class A:\n    def _repr_html_(self): return '<b>a</b>'\n    def _repr_png_(self): return b'\\x89PNG'\n    def _repr_mimebundle_(self, **k): return {'application/x+json': {'a': 1}}\nA()"
    ],
    "hooks of IPython": [
        "def before(*a): print('before')\nget_ipython().events.register('pre_run_cell', before)",
        "1",
        "get_ipython().set_custom_exc((ZeroDivisionError,), lambda *a, **k: print('custom'))\n1 / 0",
        "get_ipython().run_cell('print(2)').success",
    ],
    "payloads": ["get_ipython().set_next_input('x = 1')", "%page len", "%load nowhere.py"],
    "the debugger": ["%debug", "%pdb"],
    "profilers": ["%%prun -q\nsum(range(10))", "%timeit -n1 -r1 -q pass"],
    "dead by itself": [
        # What is printed leaves the kernel by another thread, which has to have had its turn before.
        "import os, sys, time; print('before'); sys.stdout.flush(); time.sleep(2); os._exit(3)",
        "print('after')",
    ],
    "killed": ["import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "print('after')"],
    "crash": ["import ctypes; ctypes.string_at(0)", "print('after')"],
    "objects that pickle": [
        "import pickle, pandas as pd, numpy as np\npickle.loads(pickle.dumps(pd.DataFrame({'a': [1]})))",
        "import copy; copy.deepcopy(np.ones(2))",
    ],
    "dataclasses and types": [
        "from dataclasses import dataclass\nfrom typing import get_type_hints\n@dataclass\nclass A:\n    x: int\nget_type_hints(A), A(1)"
    ],
    "the report's helpers": [
        "import report_helpers as r\nsorted(r.__all__)[:5], r.__spec__.name",
        "from report_helpers.dataset import dates; dates.__name__",
    ],
    "sqlite and ssl": [
        "import sqlite3, ssl, uuid, hashlib\nsqlite3.connect(':memory:').execute('select 1').fetchall(), len(uuid.uuid4().hex), hashlib.sha1(b'a').hexdigest()"
    ],
}

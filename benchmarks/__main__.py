"""`make bench`: the figures of the main job."""

import os

# As the server does, and before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from benchmarks.main_job import main

main()

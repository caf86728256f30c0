"""`make bench`: the figures of the main job."""

from benchmarks.main_job import main

main()
